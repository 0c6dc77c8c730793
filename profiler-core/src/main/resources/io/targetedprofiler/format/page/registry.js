/**
 * The views. A view is one module that registers itself; nothing else names it but modules.txt, whose
 * order is that of the tabs.
 *
 * @typedef {object} View
 * @property {string} id its name in the address
 * @property {string} title its tab
 * @property {(file: File) => boolean} [offered] whether it has a tab at all
 * @property {(app: App, host: HTMLElement) => {render: (scope: Scope) => void}} create called once,
 *     when it is first looked at; `render` is called whenever something changed and it is visible
 */

/** @type {View[]} */
export const views = [];

/** @param {View} view */
export function register(view) {
  views.push(view);
}
