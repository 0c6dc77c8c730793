/** Trees summed up by method, and who calls whom. All in one pass over the tree each. */

/**
 * All calls of a method, whatever path led to them. Of a recursion only the outermost call counts
 * into `total`; the others are `recursive`. Of tasks that were handed over to other threads `work` says
 * how; of methods it is null.
 * @typedef {{frame: number, calls: number, recursive: number, self: number, total: number, max: number,
 *   errors: number, estimated: boolean, selfEstimated: boolean, work: Work|null, nodes: Node[]}} Method
 */

import { addWork, walk, walkAll } from './tree.js';

/** @returns {Map<number, Method>} by the number of the frame */
export function methodsOf(tree) {
  const methods = new Map();
  for (const node of tree.nodes) {
    let method = methods.get(node.frame);
    if (method === undefined) {
      method = {
        frame: node.frame, calls: 0, recursive: 0, self: 0, total: 0, max: 0, errors: 0,
        estimated: false, selfEstimated: false, work: null, nodes: [],
      };
      methods.set(node.frame, method);
    }
    method.calls += node.calls;
    method.self += node.self;
    method.errors += node.errors;
    method.max = Math.max(method.max, node.max);
    method.selfEstimated ||= node.selfEstimated;
    method.nodes.push(node);
    if (node.work !== null) {
      method.work = addWork(method.work, node.work);
    }
    if (node.outermost) {
      method.total += node.total;
      method.estimated ||= node.estimated;
    } else {
      method.recursive += node.calls;
    }
  }
  return methods;
}

/**
 * Caller and callee, with the calls of the one by the other; or a method and what it handed over.
 * @returns {{from: number, to: number, calls: number, total: number, estimated: boolean, handed: boolean}[]}
 */
export function edgesOf(tree) {
  const edges = new Map();
  const enter = (node) => {
    if (node.parent !== null) {
      const key = keyOf(node);
      const edge = edges.get(key) ?? newEdge(node);
      edges.set(key, edge);
      edge.calls += node.calls;
      if (edge.open++ === 0) {
        edge.total += node.total;
        edge.estimated ||= node.estimated;
      }
    }
  };
  const leave = (node) => {
    if (node.parent !== null) {
      edges.get(keyOf(node)).open--;
    }
  };
  tree.roots.forEach((root) => walk(root, enter, leave));
  return [...edges.values()];
}

function keyOf(node) {
  return node.parent.frame * 2 ** 26 + node.frame;
}

function newEdge(node) {
  return { from: node.parent.frame, to: node.frame, calls: 0, total: 0, estimated: false, handed: node.work !== null, open: 0 };
}

/** Who calls the method directly: its calls and its time from there. */
export function callersOf(scope, frame) {
  return sorted(scope.edges.filter((e) => e.to === frame).map((e) => ({ ...e, frame: e.from })));
}

/** Whom the method calls directly. */
export function calleesOf(scope, frame) {
  return sorted(scope.edges.filter((e) => e.from === frame).map((e) => ({ ...e, frame: e.to })));
}

/** Every method above it on any path: how much of it happens beneath them. */
export function allCallersOf(scope, frame) {
  const { nodes } = scope.tree;
  const calls = new Float64Array(nodes.length);
  const total = new Float64Array(nodes.length);
  const estimated = new Uint8Array(nodes.length);
  for (let i = nodes.length - 1; i > 0; i--) {
    const node = nodes[i];
    const up = node.parent.id;
    if (node.frame === frame) {
      calls[i] += node.calls;
      if (node.outermost) {
        total[i] += node.total;
        estimated[i] |= node.estimated;
      }
    }
    calls[up] += calls[i];
    total[up] += total[i];
    estimated[up] |= estimated[i];
  }
  const rows = new Rows();
  const open = new Map();
  walkAll(
    scope.tree.root,
    (node) => {
      const callers = open.get(node.frame) ?? 0;
      open.set(node.frame, callers + 1);
      if (callers === 0 && node.frame !== frame && calls[node.id] > 0) {
        rows.add(node.frame, calls[node.id], total[node.id], estimated[node.id] > 0);
      }
    },
    (node) => open.set(node.frame, open.get(node.frame) - 1),
  );
  return rows.sorted();
}

/** Every method beneath it on any path: how much of them happens beneath it. */
export function allCalleesOf(scope, frame) {
  const rows = new Rows();
  /** How often a method is on the path, for each thread on it: what was handed over counts anew. */
  const threads = [new Map()];
  let within = 0;
  walkAll(
    scope.tree.root,
    (node) => {
      if (node.work !== null) {
        threads.push(new Map());
      }
      const open = threads[threads.length - 1];
      if (within > 0 && node.frame !== frame) {
        const callers = open.get(node.frame) ?? 0;
        rows.add(node.frame, node.calls, callers === 0 ? node.total : 0, node.estimated);
        open.set(node.frame, callers + 1);
      }
      within += node.frame === frame ? 1 : 0;
    },
    (node) => {
      within -= node.frame === frame ? 1 : 0;
      const open = threads[threads.length - 1];
      if (within > 0 && node.frame !== frame) {
        open.set(node.frame, open.get(node.frame) - 1);
      }
      if (node.work !== null) {
        threads.pop();
      }
    },
  );
  return rows.sorted();
}

class Rows {
  #rows = new Map();

  add(frame, calls, total, estimated) {
    const row = this.#rows.get(frame) ?? { frame, calls: 0, total: 0, estimated: false };
    row.calls += calls;
    row.total += total;
    row.estimated ||= estimated;
    this.#rows.set(frame, row);
  }

  sorted() {
    return sorted([...this.#rows.values()]);
  }
}

function sorted(rows) {
  return rows.sort((a, b) => b.total - a.total || a.frame - b.frame);
}
