/**
 * What the square map is made of.
 *
 * @typedef {object} Square
 * @property {string} label
 * @property {number} value its area: nanoseconds, of all threads together
 * @property {boolean} estimated
 * @property {boolean} [handed] whether it ran on other threads, beside what it lies in
 * @property {string} fill
 * @property {number|null} frame the method, if it is one
 * @property {Node|null} node the call path, if it is one
 * @property {string} [id] of a package or class: its kind and name; empty for all of them
 * @property {Square|null} [parent] of a package, class or method: what it lies in
 * @property {() => Square[]} parts made when asked for; what they leave of the value is its own
 */

import { BY_HAND, shortClass } from './frames.js';
import { fillOf, fillOfPackage } from './look.js';
import { beneath } from './tree.js';

/** A call path, in it its callees and what it handed to other threads. @returns {Square} */
export function pathSquare(scope, node) {
  const frame = scope.frames[node.frame];
  return {
    label: scope.labelOfPath(node), value: node.busy, estimated: node.estimated,
    handed: node.work !== null, fill: fillOf(frame), frame: node.frame, node,
    parts: () => beneath(node).map((part) => pathSquare(scope, part)),
  };
}

/** All packages, in them classes, in them methods by their self time. @returns {Square} */
export function packageSquare(scope) {
  const packages = group(scope, [...scope.methods.values()], (frame) => frame.pack);
  return container('', `${scope.profile}: self time by package`, fillOfPackage(BY_HAND), packages.map(([pack, methods]) => {
    const classes = group(scope, methods, (frame) => frame.class);
    return container(`package ${pack}`, pack, fillOfPackage(pack), classes.flatMap(([owner, of]) => {
      const squares = of.map((method) => methodSquare(scope, method));
      const frame = scope.frames[of[0].frame];
      return owner === '' ? squares : [container(`class ${owner}`, shortClass(frame), fillOf(frame), squares)];
    }));
  }));
}

/** The first that is wanted, of a square by package and all within it; null if there is none. */
export function squareIn(square, wanted) {
  if (wanted(square)) {
    return square;
  }
  for (const part of square.parts()) {
    const found = squareIn(part, wanted);
    if (found !== null) {
      return found;
    }
  }
  return null;
}

/** What a square by package is looked at in: itself, but a method, which holds nothing, in its class. */
export function enclosing(square) {
  return square.frame === null ? square : square.parent;
}

function methodSquare(scope, method) {
  const frame = scope.frames[method.frame];
  return {
    label: frame.method, value: method.self, estimated: method.selfEstimated, fill: fillOf(frame),
    frame: method.frame, node: null, parent: null, parts: () => [],
  };
}

function container(id, label, fill, parts) {
  const square = {
    id, label, fill, frame: null, node: null, parent: null, parts: () => parts,
    value: parts.reduce((sum, part) => sum + part.value, 0),
    estimated: parts.some((part) => part.estimated),
  };
  parts.forEach((part) => (part.parent = square));
  return square;
}

function group(scope, methods, key) {
  const groups = new Map();
  for (const method of methods) {
    const name = key(scope.frames[method.frame]);
    const members = groups.get(name) ?? [];
    members.push(method);
    groups.set(name, members);
  }
  return [...groups];
}
