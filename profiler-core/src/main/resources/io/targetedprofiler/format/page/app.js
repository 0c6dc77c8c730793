/** What all views share: the file, the calls that are looked at, the selection, the zoom, the search. */

import { count, counted, countersOf, exact, HANDED_OVER, percent, REPEATED, time } from './figures.js';
import { countsResumes, placeOf } from './frames.js';
import { find } from './search.js';
import { beneath, pathTo } from './tree.js';

export class App {
  #query = null;
  #found = null;

  constructor(file, state) {
    this.file = file;
    this.state = state;
    this.scope = file.scope(state.scope);
  }

  /** Takes over what the state says. */
  update() {
    const scope = this.file.scope(this.state.scope);
    const query = this.state.get('q');
    if (scope !== this.scope || query !== this.#query) {
      this.scope = scope;
      this.#query = query;
      this.#found = find(scope, query);
    }
  }

  /** Of the search; null if there is none. */
  get found() {
    return this.#found;
  }

  /** The number of the selected method's frame, -1 if none is selected. */
  get method() {
    return this.scope.methods.has(this.state.number('method')) ? this.state.number('method') : -1;
  }

  /** The selected call path, null if none or only a method is selected. */
  get path() {
    const node = this.scope.tree.nodes[this.state.number('path')];
    return node?.frame === this.method ? node : null;
  }

  /** The selected path, or the heaviest one of the selected method. */
  get node() {
    const nodes = this.scope.methods.get(this.method)?.nodes ?? [];
    return this.path ?? nodes.reduce((best, node) => (best && best.total >= node.total ? best : node), null);
  }

  isSelected(node) {
    return this.path === null ? node.frame === this.method : node === this.path;
  }

  /** What fills flame and map. */
  get zoomed() {
    return this.scope.tree.nodes[this.state.number('zoom')] ?? this.scope.tree.root;
  }

  /** Tells which methods are to stand back, since they are not what is searched for. */
  dimmer() {
    const found = this.#found;
    return found === null ? () => false : (frame) => !found.frames.has(frame);
  }

  go(changes, replace) {
    this.state.go(changes, replace);
  }

  select(node) {
    this.go({ method: node.frame, path: node.id, ...this.#seen(node) });
  }

  /** `node`: the path on which it was chosen, if there is one. */
  selectMethod(frame, node = null) {
    const path = node ?? null;
    const nodes = this.scope.methods.get(frame)?.nodes ?? [];
    const shown = nodes.find((n) => this.#isWithin(n)) ?? nodes[0];
    this.go({ method: frame, path: path === null ? '' : path.id, ...(shown ? this.#seen(path ?? shown) : {}) });
  }

  clear() {
    this.go({ method: '', path: '', square: '' });
  }

  zoom(node) {
    this.go({ zoom: node.parent === null ? '' : node.id, method: node.frame, path: node.id });
  }

  /** A call's own tree. */
  openCall(index) {
    this.go({ view: 'flame', call: index, path: '', zoom: '', segment: '', ordered: '' });
  }

  /** All calls of a profile. */
  openTree(index) {
    this.go({ tree: index, call: '', path: '', zoom: '', segment: '', ordered: '' });
  }

  /** What is selected must be seen: if need be the zoom goes out, as far as it must. */
  #seen(node) {
    if (this.#isWithin(node)) {
      return {};
    }
    const above = new Set(pathTo(this.zoomed));
    const common = pathTo(node).findLast((at) => above.has(at));
    return { zoom: common.parent === null ? '' : common.id };
  }

  #isWithin(node) {
    const { zoomed } = this;
    let at = node;
    while (at !== null && at !== zoomed && at.depth > zoomed.depth) {
      at = at.parent;
    }
    return at === zoomed;
  }

  /** The call paths, for what is common to all that zooms. */
  get paths() {
    return {
      zoomed: () => this.zoomed,
      selected: () => this.node,
      into: (node) => this.zoom(node),
      out: (node) => this.go({ zoom: node.parent === null ? '' : node.id }),
    };
  }

  /** The keys that walk along call paths. */
  arrowKey({ key }, upwards) {
    const node = this.node ?? this.zoomed;
    const siblings = node.parent === null ? [node] : beneath(node.parent);
    const at = siblings.indexOf(node);
    const [inwards, outwards] = upwards ? ['ArrowUp', 'ArrowDown'] : ['ArrowDown', 'ArrowUp'];
    if (key === inwards || key === outwards) {
      this.select((this.node === null ? node : key === inwards ? beneath(node)[0] : node.parent) ?? node);
    } else if (key === 'ArrowLeft' || key === 'ArrowRight') {
      this.select(siblings[at + (key === 'ArrowLeft' ? -1 : 1)] ?? node);
    } else {
      return false;
    }
    return true;
  }

  /** A path's exact figures, as lines. */
  tipOf(node) {
    const { work } = node;
    return [
      ...this.#names(node.frame, work),
      ...this.#times(node, work),
      ...(node.busy > node.total ? [`busy ${time(node.busy)} (${exact(node.busy)}) with what it handed to other threads`] : []),
      `${counted(node.calls, work ? 'task' : 'call')}${node.calls > 1 ? `, max ${time(node.max)}, min ${time(node.min)}` : ''}`,
      ...(work === null ? [] : waysOf(work, node.calls)),
      ...countersOf(node.counters),
      ...(this.scope.repeated.has(node) ? [`${REPEATED}: executed again and again on this path, where one query might do`] : []),
      ...this.#errors(node.errors),
      ...(node.estimated ? [`estimated: ${count(node.timed)} of them were timed${node.error < 0 ? '' : `, standard error ${time(node.error)}`}`] : []),
    ];
  }

  /** A method's exact figures, as lines. */
  tipOfMethod(frame) {
    const m = this.scope.methods.get(frame);
    return [
      ...this.#names(frame, m.work),
      ...this.#times(m, m.work),
      `${counted(m.calls, m.work ? 'task' : 'call')}${m.recursive > 0 ? `, ${count(m.recursive)} of them recursive` : ''}, max ${time(m.max)}`,
      ...(m.work === null ? [] : waysOf(m.work, m.calls)),
      ...this.#errors(m.errors),
    ];
  }

  #names(frame, work) {
    const of = this.scope.frames[frame];
    return [
      (work ? `${HANDED_OVER} ` : '') + of.full + of.signature,
      placeOf(of),
      countsResumes(of) ? 'a coroutine: calls count resumes' : '',
    ].filter((line) => line !== '');
  }

  #times({ total, self, estimated, selfEstimated }, work) {
    const figure = (name, nanos, mark) => `${name} ${time(nanos, mark)} (${exact(nanos, mark)}), ${percent(nanos, this.scope.total)}`;
    return work
      ? [`${figure('busy', total, estimated)} on other threads, beside the caller and no part of its time`]
      : [figure('total', total, estimated), figure('self', self, selfEstimated)];
  }

  #errors(errors) {
    return errors > 0 ? [`${count(errors)} ended by a throw`] : [];
  }
}

/** How tasks came to other threads, as lines. */
function waysOf(work, ended) {
  const unfinished = work.handedOver - work.inline - ended;
  const threads = [...work.threads].map((name) => name || '(unnamed)');
  const named = threads.slice(0, 4).join(', ') + (threads.length > 4 ? ` and ${count(threads.length - 4)} more` : '');
  return [
    ...(ended > 0 ? [`queued ${time(work.queued)}${ended > 1 ? ` in all, max ${time(work.maxQueued)}` : ''}`] : []),
    ...(threads.length > 0 ? [`on ${named}`] : []),
    ...(work.inline > 0 ? [`${count(work.inline)} more run by the caller itself`] : []),
    ...(unfinished > 0 ? [`${count(unfinished)} not finished`] : []),
  ];
}
