/** A tree as stacks, as the formats made for samples want it. */

import { walkAll } from './tree.js';

/** All stacks together have no more frames than this: a recursion 100,000 deep would fill 10 GB. */
const MAX_FRAMES = 10_000_000;

/**
 * Each call path with its whole stack; what was handed over to other threads stands in it as if it had
 * been called. Paths that lie too deep are added up in a frame beneath the
 * last level that fits; its number is that after the last frame's.
 * @param {(stack: number[], calls: number, self: number) => void} visit the stack, from the root, is
 *     valid within the call only
 */
export function eachStack(scope, tree, visit) {
  const deepest = deepestLevel(tree);
  const stack = [];
  let calls = 0;
  let self = 0;
  walkAll(
    tree.root,
    (node) => {
      if (node.depth <= deepest) {
        stack.push(node.frame);
        visit(stack, node.calls, node.self);
      } else {
        calls += node.calls;
        self += node.self;
      }
    },
    (node) => {
      if (node.depth === deepest && calls > 0) {
        visit([...stack, scope.frames.length], calls, self);
        calls = 0;
        self = 0;
      }
      if (node.depth <= deepest) {
        stack.pop();
      }
    },
  );
}

function deepestLevel(tree) {
  const levels = [];
  tree.nodes.forEach((node) => (levels[node.depth] = (levels[node.depth] ?? 0) + 1));
  let frames = 0;
  const tooDeep = levels.findIndex((paths, depth) => (frames += paths * (depth + 1)) > MAX_FRAMES);
  return tooDeep < 0 ? Infinity : Math.max(0, tooDeep - 1);
}
