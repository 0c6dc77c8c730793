/** Colours. A package has its colour by its name alone, so it is the same in every report. */

import { BY_HAND, SQL } from './frames.js';

/**
 * Hues that people with any kind of colour blindness tell apart and that carry dark text, after Paul
 * Tol's "light" scheme. Yellow is for SQL, grey for what has no package.
 */
const HUES = ['#77aadd', '#ee8866', '#44bb99', '#ffaabb', '#8cc9e6', '#bbcc33', '#c5a3d9'];
const SQL_FILL = '#eedd88';
const PLAIN_FILL = '#cfd3d8';

/** Within a package, classes differ a little. */
const SHADES = [0, 0.07, -0.06, 0.13, -0.11];

const fills = new Map();

/** The fill of a method's boxes. */
export function fillOf(frame) {
  return cached(frame.pack, frame.class);
}

/** The fill of a package as such. */
export function fillOfPackage(pack) {
  return cached(pack, '');
}

/** Around what is selected, on every fill and in both themes. */
export const CHOSEN = '#1557ff';

/** On every fill, in both themes. */
export const INK = '#14181d';

/** A variable of the style sheet, as it is in the theme of the moment. */
export function themed(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/** FNV-1a, 32 bits: the same everywhere, for ever. */
export function hash(text) {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  }
  return (h ^ (h >>> 15)) >>> 0;
}

function cached(pack, owner) {
  const dark = document.documentElement.dataset.theme === 'dark';
  const key = `${dark} ${pack} ${owner}`;
  if (!fills.has(key)) {
    const shade = owner === '' ? 0 : SHADES[hash(owner) % SHADES.length];
    fills.set(key, shaded(hueOf(pack), shade - (dark ? 0.08 : 0)));
  }
  return fills.get(key);
}

function hueOf(pack) {
  return pack === SQL ? SQL_FILL : pack === BY_HAND ? PLAIN_FILL : HUES[hash(pack) % HUES.length];
}

function shaded(hex, by) {
  const colour = d3.lab(hex);
  colour.l = Math.min(89, colour.l * (1 + by));
  return colour.formatHex();
}
