/** Search: methods whose name, class, signature or file contains every word. */

import { walk } from './tree.js';

/**
 * @returns {{frames: Set<number>, paths: number, calls: number, total: number}|null} null if nothing
 *     is searched for; `total` counts a call within another found one once
 */
export function find(scope, query) {
  const words = query.toLowerCase().split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) {
    return null;
  }
  const frames = new Set();
  for (const frame of scope.methods.keys()) {
    if (words.every((word) => scope.frames[frame].text.includes(word))) {
      frames.add(frame);
    }
  }
  return { frames, ...figures(scope.tree, frames) };
}

function figures(tree, frames) {
  let paths = 0;
  let calls = 0;
  let total = 0;
  let open = 0;
  for (const root of tree.roots) {
    walk(
      root,
      (node) => {
        if (frames.has(node.frame)) {
          paths++;
          calls += node.calls;
          total += open++ === 0 ? node.total : 0;
        }
      },
      (node) => {
        open -= frames.has(node.frame) ? 1 : 0;
      },
    );
  }
  return { paths, calls, total };
}
