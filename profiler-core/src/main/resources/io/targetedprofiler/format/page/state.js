/**
 * What is looked at: the view, the calls, the selection, the zoom and each view's settings. All of it
 * stands in the address, so that a link and the browser's Back mean what they say.
 *
 * `method` is the number of a frame, `path` that of a call path in the tree; a selected path always
 * has its method beside it. `zoom` is the call path that fills flame and map; by package,
 * `within` is the package or class that fills the map and `square` the one that is selected there,
 * which holds as long as no method is.
 */

const NONE = Object.freeze({
  view: 'flame', tree: '0', call: '', method: '', path: '', zoom: '', segment: '', q: '',
});

export class State {
  #values = { ...NONE };
  #listeners = [];

  constructor() {
    addEventListener('hashchange', () => this.#read());
    this.#read();
  }

  get(name) {
    return this.#values[name] ?? '';
  }

  /** A number, or the fallback. */
  number(name, fallback = -1) {
    const value = this.get(name);
    return /^\d+$/.test(value) ? Number(value) : fallback;
  }

  /** What {@link File#scope} asks for. */
  get scope() {
    return { call: this.number('call'), tree: this.number('tree', 0) };
  }

  listen(listener) {
    this.#listeners.push(listener);
  }

  /** Goes there; Back returns. `replace` is for what is no step of its own, as a letter typed. */
  go(changes, replace = false) {
    const next = { ...this.#values };
    for (const [name, value] of Object.entries(changes)) {
      next[name] = String(value);
    }
    const hash = hashOf(next);
    if (hash !== hashOf(this.#values)) {
      this.#values = next;
      history[replace ? 'replaceState' : 'pushState'](null, '', hash);
      this.#tell();
    }
  }

  #read() {
    const values = { ...NONE, ...Object.fromEntries(new URLSearchParams(location.hash.slice(1))) };
    if (hashOf(values) !== hashOf(this.#values)) {
      this.#values = values;
      this.#tell();
    }
  }

  #tell() {
    this.#listeners.forEach((listener) => listener());
  }
}

function hashOf(values) {
  const told = Object.entries(values).filter(([name, value]) => value !== (NONE[name] ?? ''));
  return '#' + new URLSearchParams([['view', values.view], ...told.filter(([name]) => name !== 'view')]);
}
