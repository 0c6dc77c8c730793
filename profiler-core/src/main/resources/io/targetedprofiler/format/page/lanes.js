/**
 * The segments of a timeline as rows: lane by lane, if calls of several threads were recorded, each
 * lane in the order in which its calls began.
 *
 * @typedef {object} Row
 * @property {object|null} segment null for the head of a lane
 * @property {string} lane name of the thread
 * @property {number} depth of indentation
 * @property {number} start nanoseconds from the begin of the profiled call
 * @property {number} end
 * @property {Row|null} caller
 * @property {number} callees direct and indirect ones
 */

/** @returns {Row[]} */
export function lanesOf(report) {
  const lanes = new Map();
  for (const segment of report.timeline.segments) {
    const lane = segment.thread ?? report.thread ?? '';
    const of = lanes.get(lane) ?? [];
    of.push(segment);
    lanes.set(lane, of);
  }
  const rows = [];
  for (const [lane, segments] of lanes) {
    if (lanes.size > 1) {
      rows.push({ segment: null, lane, depth: 0, start: 0, end: 0, caller: null, callees: segments.length });
    }
    addLane(rows, lane, segments, lanes.size > 1 ? 1 : 0);
  }
  for (let i = rows.length - 1; i >= 0; i--) {
    if (rows[i].caller !== null) {
      rows[i].caller.callees += rows[i].callees + 1;
    }
  }
  return rows;
}

function addLane(rows, lane, segments, indent) {
  const open = [];
  for (const segment of segments) {
    while (open.length > 0 && open[open.length - 1].segment.depth >= segment.depth) {
      open.pop();
    }
    const caller = open[open.length - 1] ?? null;
    const row = {
      segment, lane, caller, depth: indent + segment.depth, start: segment.startNanos,
      end: segment.startNanos + segment.durationNanos, callees: 0,
    };
    open.push(row);
    rows.push(row);
  }
}

/** The call path of a row in the tree of its call; null if it has none there. */
export function nodeOf(tree, row) {
  const frames = [];
  for (let at = row; at !== null; at = at.caller) {
    frames.push(at.segment.frame);
  }
  let node = frames.pop() === tree.root.frame ? tree.root : null;
  while (node && frames.length > 0) {
    const frame = frames.pop();
    node = node.kids.find((kid) => kid.frame === frame) ?? null;
  }
  return node;
}
