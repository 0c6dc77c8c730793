/** Calling context trees: one node for each call path, and for what was handed over there to other threads. */

/**
 * All calls that one call path leads to. Times are nanoseconds; `error` is the standard error of an
 * estimated total, -1 if it is not known; `outermost` whether no caller on the path and on the same
 * thread is the same method.
 *
 * `tasks` are what was handed over from here to other threads: a node for each kind and place, with a
 * tree of its own beneath. Its calls are the tasks that ended, its total is their running time, and
 * `work` says how they were handed over; of a call `work` is null. They ran beside this node, so its
 * total and self are without them; `busy` is the total and that of all tasks beneath, on any thread, and
 * `handing` the number of such nodes beneath. `counters` are figures by name, such as rows.
 *
 * @typedef {{id: number, frame: number, parent: Node|null, kids: Node[], tasks: Node[], work: Work|null,
 *   depth: number, calls: number, timed: number, total: number, self: number, busy: number, handing: number,
 *   error: number, min: number, max: number, errors: number, counters: object|null, estimated: boolean,
 *   selfEstimated: boolean, outermost: boolean}} Node
 *
 * @typedef {{handedOver: number, inline: number, queued: number, maxQueued: number, threads: Set<string>}} Work
 */

/** Most paths are leaves: one empty list serves them all. */
const NONE = Object.freeze([]);

/**
 * The common tree of reports of one profile; a caller stands before its callees in `nodes`. `roots` are
 * the profiled call and all tasks: within each of them everything happened on one thread at a time.
 * @param {object[]} reports at least one, as the file has them
 * @returns {{root: Node, nodes: Node[], roots: Node[]}}
 */
export function treeOf(reports) {
  const nodes = [];
  const places = reports.length > 1 ? new Map() : null;
  for (const report of reports) {
    add(report.tree, nodes, places);
  }
  finish(nodes);
  return { root: nodes[0], nodes, roots: nodes.filter((node) => node.parent === null || node.work !== null) };
}

const kidsOf = (node) => node.kids;

/** What stands beneath a node: its callees, and then what it handed over. */
export function beneath(node) {
  return node.tasks === NONE ? node.kids : [...node.kids, ...node.tasks];
}

/** Visits a subtree in depth first order, without recursion: a recorded one may be very deep. */
export function walk(root, enter, leave = () => {}, next = kidsOf) {
  const path = [root];
  const lists = [next(root)];
  const places = [0];
  enter(root);
  while (path.length > 0) {
    const top = path.length - 1;
    const kid = lists[top][places[top]++];
    if (kid === undefined) {
      leave(path.pop());
      lists.pop();
      places.pop();
    } else {
      enter(kid);
      path.push(kid);
      lists.push(next(kid));
      places.push(0);
    }
  }
}

/** Also what was handed over, after the callees of the node that did so. */
export function walkAll(root, enter, leave) {
  walk(root, enter, leave, beneath);
}

/** From so many executions on one path of each call on, a statement is repeated; as in the log. */
export const REPEATED_FROM = 5;

/** @returns {Set<Node>} the statements that one path executes again and again */
export function repeatedOf({ nodes }, isStatement) {
  const calls = new Float64Array(nodes.length);
  const repeated = new Set();
  for (const node of nodes) {
    calls[node.id] = node.parent === null || node.work !== null ? Math.max(1, node.calls) : calls[node.parent.id];
    if (isStatement(node) && Math.floor(node.calls / REPEATED_FROM) >= calls[node.id]) {
      repeated.add(node);
    }
  }
  return repeated;
}

/** From the root to the node. */
export function pathTo(node) {
  const path = [];
  for (let at = node; at !== null; at = at.parent) {
    path.push(at);
  }
  return path.reverse();
}

function add(tree, nodes, places) {
  const trees = [addNodes(tree.nodes, null, null, nodes, places)];
  for (const async of tree.async ?? NONE) {
    const work = {
      handedOver: async.handedOver ?? 0, inline: async.inline ?? 0, queued: async.queuedNanos ?? 0,
      maxQueued: async.maxQueuedNanos ?? 0, threads: async.threads ?? NONE,
    };
    trees.push(addNodes(async.nodes, trees[async.tree][async.node], work, nodes, places));
  }
}

/** @returns {Node[]} those of the raw ones, by their number */
function addNodes(raw, above, work, nodes, places) {
  const local = new Array(raw.length);
  for (let i = 0; i < raw.length; i++) {
    const parent = raw[i].parent < 0 ? above : local[raw[i].parent];
    const task = i === 0 ? work : null;
    const key = places === null ? 0 : keyOf(parent, raw[i].frame) * (task === null ? 1 : -1);
    let node = places?.get(key);
    if (node === undefined) {
      node = emptyNode(nodes.length, raw[i].frame, parent);
      nodes.push(node);
      addTo(parent, node, task === null ? 'kids' : 'tasks');
      places?.set(key, node);
    }
    addFigures(node, raw[i]);
    if (task !== null) {
      node.work = addWork(node.work, task);
    }
    local[i] = node;
  }
  return local;
}

/** One number, for it is looked up for each path of each call. */
function keyOf(parent, frame) {
  return (parent === null ? 1 : parent.id + 2) * 2 ** 26 + frame;
}

function addTo(parent, node, list) {
  if (parent !== null && parent[list] === NONE) {
    parent[list] = [node];
  } else {
    parent?.[list].push(node);
  }
}

function emptyNode(id, frame, parent) {
  return {
    id, frame, parent, kids: NONE, tasks: NONE, work: null, depth: parent === null ? 0 : parent.depth + 1,
    calls: 0, timed: 0, total: 0, self: 0, busy: 0, handing: 0, error: 0, min: 0, max: 0, errors: 0,
    counters: null, estimated: false, selfEstimated: false, outermost: true,
  };
}

function addFigures(node, raw) {
  const timed = raw.timedCalls ?? raw.calls;
  const error = raw.standardErrorNanos ?? -1;
  if (error !== 0) {
    node.error = node.error < 0 || error < 0 ? -1 : Math.sqrt(node.error ** 2 + error ** 2);
  }
  if (timed > 0) {
    node.min = node.timed === 0 ? raw.minNanos : Math.min(node.min, raw.minNanos);
    node.max = Math.max(node.max, raw.maxNanos);
  }
  for (const name in raw.counters) {
    node.counters ??= {};
    node.counters[name] = (node.counters[name] ?? 0) + raw.counters[name];
  }
  node.calls += raw.calls;
  node.timed += timed;
  node.total += raw.totalNanos;
  node.errors += raw.errors;
}

/** @returns {Work} the sum; `sum` may be null */
export function addWork(sum, work) {
  const all = sum ?? { handedOver: 0, inline: 0, queued: 0, maxQueued: 0, threads: new Set() };
  all.handedOver += work.handedOver;
  all.inline += work.inline;
  all.queued += work.queued;
  all.maxQueued = Math.max(all.maxQueued, work.maxQueued);
  work.threads.forEach((thread) => all.threads.add(thread));
  return all;
}

function finish(nodes) {
  for (const node of nodes) {
    node.self = node.total;
    node.busy = node.total;
    node.estimated = node.timed < node.calls;
    node.selfEstimated = node.estimated;
  }
  for (let i = nodes.length - 1; i > 0; i--) {
    const { parent, total, busy, handing, estimated, work } = nodes[i];
    parent.handing += handing + (work === null ? 0 : 1);
    if (work === null) {
      parent.self -= total;
      parent.busy += busy - total;
      parent.selfEstimated ||= estimated;
    } else {
      parent.busy += busy;
    }
  }
  for (const node of nodes) {
    node.self = Math.max(0, node.self);
    sort(node.kids);
    sort(node.tasks);
  }
  markOutermost(nodes);
}

function sort(list) {
  if (list.length > 1) {
    list.sort((a, b) => b.total - a.total || a.id - b.id);
  }
}

function markOutermost(nodes) {
  const open = new Int32Array(nodes.reduce((most, node) => Math.max(most, node.frame), 0) + 1);
  for (const root of nodes) {
    if (root.parent === null || root.work !== null) {
      walk(
        root,
        (node) => (node.outermost = open[node.frame]++ === 0),
        (node) => open[node.frame]--,
      );
    }
  }
}
