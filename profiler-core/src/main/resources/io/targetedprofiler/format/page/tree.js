/** Calling context trees: one node for each call path. */

/**
 * All calls that one call path leads to. Times are nanoseconds; `error` is the standard error of an
 * estimated total, -1 if it is not known; `height` the number of levels beneath; `outermost` whether
 * no caller on the path is the same method.
 * @typedef {{id: number, frame: number, parent: Node|null, kids: Node[], depth: number, height: number,
 *   calls: number, timed: number, total: number, self: number, error: number, min: number, max: number,
 *   errors: number, estimated: boolean, selfEstimated: boolean, outermost: boolean}} Node
 */

/** Most paths are leaves: one empty list serves them all. */
const NONE = Object.freeze([]);

/**
 * The common tree of reports of one profile; a caller stands before its callees in `nodes`.
 * @param {object[]} reports at least one, as the file has them
 * @returns {{root: Node, nodes: Node[]}}
 */
export function treeOf(reports) {
  const nodes = [];
  const places = new Map();
  for (const report of reports) {
    add(report.tree.nodes, nodes, reports.length > 1 ? places : null);
  }
  finish(nodes);
  return { root: nodes[0], nodes };
}

/** Visits a subtree in depth first order, without recursion: a recorded one may be very deep. */
export function walk(root, enter, leave = () => {}) {
  const path = [root];
  const next = [0];
  enter(root);
  while (path.length > 0) {
    const node = path[path.length - 1];
    const kid = node.kids[next[next.length - 1]++];
    if (kid === undefined) {
      leave(node);
      path.pop();
      next.pop();
    } else {
      enter(kid);
      path.push(kid);
      next.push(0);
    }
  }
}

/** From the root to the node. */
export function pathTo(node) {
  const path = [];
  for (let at = node; at !== null; at = at.parent) {
    path.push(at);
  }
  return path.reverse();
}

function add(raw, nodes, places) {
  const local = new Array(raw.length);
  for (let i = 0; i < raw.length; i++) {
    const parent = raw[i].parent < 0 ? null : local[raw[i].parent];
    const key = places === null ? -1 : keyOf(parent, raw[i].frame);
    let node = places?.get(key);
    if (node === undefined) {
      node = emptyNode(nodes.length, raw[i].frame, parent);
      nodes.push(node);
      addKid(parent, node);
      places?.set(key, node);
    }
    addFigures(node, raw[i]);
    local[i] = node;
  }
}

/** One number, for it is looked up for each path of each call. */
function keyOf(parent, frame) {
  return (parent === null ? 0 : parent.id + 1) * 2 ** 26 + frame;
}

function addKid(parent, kid) {
  if (parent !== null && parent.kids === NONE) {
    parent.kids = [kid];
  } else {
    parent?.kids.push(kid);
  }
}

function emptyNode(id, frame, parent) {
  return {
    id, frame, parent, kids: NONE, depth: parent === null ? 0 : parent.depth + 1, height: 0,
    calls: 0, timed: 0, total: 0, self: 0, error: 0, min: 0, max: 0, errors: 0,
    estimated: false, selfEstimated: false, outermost: true,
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
  node.calls += raw.calls;
  node.timed += timed;
  node.total += raw.totalNanos;
  node.errors += raw.errors;
}

function finish(nodes) {
  for (const node of nodes) {
    node.self = node.total;
    node.estimated = node.timed < node.calls;
    node.selfEstimated = node.estimated;
  }
  for (let i = nodes.length - 1; i > 0; i--) {
    const { parent, total, estimated, height } = nodes[i];
    parent.self -= total;
    parent.selfEstimated ||= estimated;
    parent.height = Math.max(parent.height, height + 1);
  }
  for (const node of nodes) {
    node.self = Math.max(0, node.self);
    if (node.kids.length > 1) {
      node.kids.sort((a, b) => b.total - a.total || a.id - b.id);
    }
  }
  markOutermost(nodes);
}

function markOutermost(nodes) {
  const open = new Int32Array(nodes.reduce((most, node) => Math.max(most, node.frame), 0) + 1);
  walk(
    nodes[0],
    (node) => (node.outermost = open[node.frame]++ === 0),
    (node) => open[node.frame]--,
  );
}
