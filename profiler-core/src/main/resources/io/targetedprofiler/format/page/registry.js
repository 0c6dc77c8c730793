/**
 * The views. A view is one module that registers itself; nothing else names it but modules.txt, whose
 * order is that of the tabs.
 *
 * @typedef {object} View
 * @property {string} id its name in the address
 * @property {string} title its tab
 * @property {(file: File) => boolean} [offered] whether it has a tab at all
 * @property {(app: App, host: HTMLElement) => Drawn} create called once, when it is first looked at
 *
 * @typedef {object} Drawn
 * @property {(scope: Scope) => void} render called whenever something changed and it is visible
 * @property {(event: KeyboardEvent) => boolean} [key] whether it was one of its keys; it is asked while it
 *     is visible, whatever has the focus, so that a key does the same after a click at a button
 */

/** @type {View[]} */
export const views = [];

/** @param {View} view */
export function register(view) {
  views.push(view);
}
