/**
 * The segments of a timeline as rows: those of the calling thread in the order in which they began; then,
 * thread by thread, the tasks that other threads ran, each with its calls.
 *
 * @typedef {object} Row
 * @property {object|null} segment null for the head of a thread
 * @property {string} thread its name
 * @property {boolean} [calling] of a head: whether it is the calling thread
 * @property {Row[]} tasks of a head: what the thread ran, in the order of its begin
 * @property {Row|null} head that of its thread, if there are several
 * @property {number} queued when a task was handed over; of all else, its start
 * @property {number} start nanoseconds from the begin of the profiled call
 * @property {number} end
 * @property {number} depth of indentation
 * @property {Row|null} caller
 * @property {number} callees direct and indirect ones
 */

/** Virtual threads have no name unless they are given one. */
const UNNAMED = '(unnamed thread)';

/** @param {object[]} reports that of a call, and its supplements @returns {Row[]} */
export function lanesOf(reports) {
  const thread = reports[0].thread || UNNAMED;
  const own = { startNanos: 0, handedOverNanos: 0, segments: reports[0].timeline?.segments ?? [] };
  const tasks = d3.sort(reports.flatMap((report) => report.timeline?.lanes ?? []), (task) => task.startNanos);
  const rows = [];
  if (tasks.length === 0) {
    addTask(rows, thread, own, null);
  } else {
    addThread(rows, thread, own.segments.length > 0 ? [own] : [], true);
    d3.group(tasks, (task) => task.thread || UNNAMED).forEach((of, name) => addThread(rows, name, of, false));
  }
  for (let i = rows.length - 1; i >= 0; i--) {
    if (rows[i].caller !== null) {
      rows[i].caller.callees += rows[i].callees + 1;
    }
  }
  return rows;
}

function addThread(rows, thread, tasks, calling) {
  if (tasks.length > 0) {
    const head = { segment: null, thread, calling, tasks: [], depth: 0, queued: 0, start: 0, end: 0, head: null, caller: null, callees: 1 };
    rows.push(head);
    tasks.forEach((task) => head.tasks.push(addTask(rows, thread, task, head)));
  }
}

/** @returns {Row} that of the task itself */
function addTask(rows, thread, task, head) {
  const first = rows.length;
  const open = [];
  for (const segment of task.segments) {
    while (open.length > 0 && open[open.length - 1].segment.depth >= segment.depth) {
      open.pop();
    }
    const caller = open[open.length - 1] ?? null;
    const start = task.startNanos + segment.startNanos;
    const row = {
      segment, thread, head, caller, tasks: [], callees: 0, depth: segment.depth + (head === null ? 0 : 1), start,
      queued: caller === null ? Math.min(task.handedOverNanos, start) : start, end: start + segment.durationNanos,
    };
    open.push(row);
    rows.push(row);
  }
  return rows[first];
}

/** The call path of a row in the tree of its call; null if it has none there. */
export function nodeOf(scope, row) {
  const frames = [];
  for (let at = row; at !== null; at = at.caller) {
    frames.push(at.segment.frame);
  }
  const first = frames.pop();
  const paths = scope.tree.roots.filter((root) => root.frame === first).map((root) => pathOf(root, frames));
  return d3.greatest(paths.filter((node) => node !== null), (node) => node.total) ?? null;
}

/** From a root along frames, of which the last is the first. */
function pathOf(root, frames) {
  let node = root;
  for (let i = frames.length - 1; i >= 0 && node; i--) {
    node = node.kids.find((kid) => kid.frame === frames[i]) ?? null;
  }
  return node;
}
