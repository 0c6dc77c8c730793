/** Filling a view with a part of a tree and coming out again: by the same buttons and keys everywhere. */

import { button } from './dom.js';

/**
 * Of a tree of whatever knows its `parent`, null at the root.
 *
 * @typedef {object} Zoomable
 * @property {() => any} zoomed what fills the view
 * @property {() => any} selected what is to fill it next; null if nothing is selected
 * @property {(part: any) => void} into
 * @property {(part: any) => void} out to one that encloses what fills the view
 */

/** @param {() => Zoomable} of of what is shown at that moment */
export function zoomButtons(of) {
  return [
    button('Zoom in', 'Fill the view with what is selected (Enter, double click)', () => zoomIn(of())),
    button('Up', 'One level out (Escape)', () => zoomOut(of())),
    button('Root', 'Show everything (Home)', () => zoomToRoot(of())),
    button('Back', 'To what was shown before', () => history.back()),
  ];
}

/** Whether it was one of the keys that zoom; Escape is none where everything is shown. */
export function zoomKey({ key }, zoomable) {
  if (key === 'Enter') {
    zoomIn(zoomable);
  } else if (key === 'Home') {
    zoomToRoot(zoomable);
  } else {
    return key === 'Escape' && zoomOut(zoomable);
  }
  return true;
}

function zoomIn(zoomable) {
  const selected = zoomable.selected();
  if (selected !== null) {
    zoomable.into(selected);
  }
}

function zoomOut(zoomable) {
  const { parent } = zoomable.zoomed();
  if (parent !== null) {
    zoomable.out(parent);
  }
  return parent !== null;
}

function zoomToRoot(zoomable) {
  let at = zoomable.zoomed();
  while (at.parent !== null) {
    at = at.parent;
  }
  zoomable.out(at);
}
