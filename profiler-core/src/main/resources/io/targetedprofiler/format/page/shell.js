/** What stands around the views: title, facts, search, tabs, the selection and the small print. */

import { button, choice, download, el } from './dom.js';
import { counted, count, exact, percent, time } from './figures.js';
import { EXPORTS } from './exports.js';
import { placeOf } from './frames.js';
import { argumentsOf, busyOf, callsOf, factsOf, notesOf, tagsOf } from './report.js';
import { fillOf } from './look.js';
import { views } from './registry.js';

export class Shell {
  #open = new Map();

  constructor(app) {
    this.app = app;
    this.views = views.filter((view) => view.offered?.(app.file) ?? true);
    this.title = el('h1');
    this.scopes = el('span', { class: 'scopes' });
    this.facts = el('dl', { class: 'facts' });
    this.search = el('input', {
      type: 'search', placeholder: 'Search methods  /', 'aria-label': 'Search methods', spellcheck: 'false', autocomplete: 'off',
      oninput: () => app.go({ q: this.search.value }, true),
      onkeydown: (event) => this.#searchKey(event),
    });
    this.result = el('output', { class: 'result' });
    this.tabs = this.views.map((view) =>
      el('button', { type: 'button', role: 'tab', id: `tab-${view.id}`, 'data-view': view.id, text: view.title, onclick: () => app.go({ view: view.id }) }));
    this.tabList = el('div', { class: 'tabs', role: 'tablist', onkeydown: (event) => this.#tabKey(event) }, ...this.tabs);
    this.main = el('main');
    this.selection = el('section', { class: 'selection', 'aria-live': 'polite', 'aria-label': 'Selection' });
    this.notes = el('footer', { class: 'notes' });
    document.body.append(
      el('header', {}, el('div', { class: 'head' }, this.title, this.scopes, el('div', { class: 'search' }, this.search, this.result), this.#exports(), this.#theme()), this.facts),
      this.tabList, this.main, this.selection, this.notes,
    );
    document.addEventListener('keydown', (event) => this.#key(event));
  }

  render() {
    const { app } = this;
    app.update();
    if (app.scope !== this.scope) {
      this.scope = app.scope;
      this.#renderHead();
    }
    this.#renderSearch();
    this.#renderSelection();
    this.#renderView();
  }

  #renderHead() {
    const { app, scope } = this;
    const { single } = scope;
    this.title.textContent = scope.profile;
    document.title = `${scope.profile} - Targeted Profiler`;
    this.facts.replaceChildren(...this.#factsOf(scope).map(([name, text]) => el('div', {}, el('dt', { text: name }), el('dd', { text, title: text }))));
    this.notes.textContent = notesOf(scope).join('; ');
    const { profiles } = app.file;
    const choices = profiles.map((profile, i) => {
      const calls = callsOf(profile.reports).length;
      return [`tree ${i}`, `${profiles.length > 1 ? `${profile.name}: ` : ''}${calls === 1 ? '1 call' : `all ${count(calls)} calls`}`];
    });
    const call = app.state.number('call');
    const isCall = app.file.reports[call] !== undefined;
    if (isCall) {
      choices.push([`call ${call}`, `call #${single.id}`]);
    }
    this.scopes.hidden = choices.length === 1;
    const select = choice('Which calls', choices, (value) => {
      const [kind, index] = value.split(' ');
      return kind === 'tree' ? app.openTree(index) : app.openCall(index);
    });
    select.value = isCall ? `call ${call}` : `tree ${app.state.number('tree', 0)}`;
    this.scopes.replaceChildren(select);
  }

  #factsOf(scope) {
    if (scope.single !== null) {
      const { single } = scope;
      const labelled = [['tags', tagsOf(single)], ['args', argumentsOf(single)]].filter(([, text]) => text !== '');
      const context = Object.entries(single.context ?? {});
      return [...factsOf(scope), ...labelled, ...context];
    }
    const walls = scope.calls.map((report) => report.wallNanos).sort((a, b) => a - b);
    const at = (share) => walls[Math.min(walls.length - 1, Math.floor(share * walls.length))];
    const failed = scope.calls.filter((report) => report.outcome === 'threw').length;
    return [
      ['calls', count(walls.length)], ['total', time(scope.total)], ...busyOf(scope), ['median', time(at(0.5))], ['95 %', time(at(0.95))],
      ['slowest', time(walls[walls.length - 1])], ['threw', count(failed)],
    ];
  }

  #renderSearch() {
    const { app } = this;
    const query = app.state.get('q');
    if (this.search.value !== query) {
      this.search.value = query;
    }
    const { found } = app;
    this.result.textContent = found === null ? '' : found.frames.size === 0 ? 'nothing found'
      : `${counted(found.frames.size, 'method')}, ${counted(found.calls, 'call')}, ${percent(found.total, app.scope.total)}`;
  }

  #renderSelection() {
    const { app } = this;
    const { method, path } = app;
    this.selection.replaceChildren();
    if (method < 0) {
      this.selection.append(el('span', { class: 'hint', text: `No method selected. Click, or use the arrow keys; Enter zooms in, Escape goes back out, / searches, 1 to ${this.views.length} choose a view.` }));
      return;
    }
    const frame = app.scope.frames[method];
    const totals = app.scope.methods.get(method);
    const swatch = el('span', { class: 'swatch' });
    swatch.style.background = fillOf(frame);
    const figure = (name, nanos, mark) => `${name} ${time(nanos, mark)} (${percent(nanos, app.scope.total)})`;
    const times = (f) => (f.work ? `${figure('busy', f.total, f.estimated)} beside the caller` : `${figure('total', f.total, f.estimated)}${f.busy > f.total ? `, busy ${time(f.busy)}` : ''}, ${figure('self', f.self, f.selfEstimated)}`);
    const ways = (f) => (f.work ? `, max ${time(f.max)}, queued ${time(f.work.queued)}` : '');
    const figures = (what, f) => `${what} ${times(f)}, ${counted(f.calls, f.work ? 'task' : 'call')}${ways(f)}${f.errors > 0 ? `, ${count(f.errors)} threw` : ''}`;
    this.selection.append(
      swatch,
      el('strong', { text: app.scope.labelOf(method), title: frame.full + frame.signature }),
      el('span', { class: 'place', text: placeOf(frame) }),
      el('span', { class: 'figures', text: figures(totals.work ? 'tasks' : 'method', totals), title: `total ${exact(totals.total, totals.estimated)}, self ${exact(totals.self, totals.selfEstimated)}` }),
      ...(path !== null && totals.nodes.length > 1 ? [el('span', { class: 'figures', text: figures('this path', path), title: exact(path.total, path.estimated) })] : []),
      button('Clear', 'Select nothing (Escape)', () => app.clear()),
    );
  }

  #renderView() {
    const { app } = this;
    const view = this.views.find((v) => v.id === app.state.get('view')) ?? this.views[0];
    this.tabs.forEach((tab) => {
      const active = tab.dataset.view === view.id;
      tab.setAttribute('aria-selected', String(active));
      tab.tabIndex = active ? 0 : -1;
    });
    for (const [id, { host }] of this.#open) {
      host.hidden = id !== view.id;
    }
    if (!this.#open.has(view.id)) {
      const host = el('section', { class: `view ${view.id}`, role: 'tabpanel', 'aria-labelledby': `tab-${view.id}` });
      this.main.append(host);
      this.#open.set(view.id, { host, view: view.create(app, host) });
    }
    this.view = this.#open.get(view.id).view;
    this.view.render(app.scope);
  }

  #exports() {
    const { app } = this;
    const make = async ({ extension, type, make: content }) => {
      menu.open = false;
      download(`${fileName(app.scope)}.${extension}`, type, await content(app.scope));
    };
    const menu = el('details', { class: 'export' }, el('summary', { text: 'Export' }),
      el('div', { class: 'menu' }, ...EXPORTS.map((format) => button(format.name, `Save what is shown as ${format.extension}`, () => make(format)))));
    document.addEventListener('click', (event) => (menu.open &&= menu.contains(event.target)));
    menu.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && menu.open) {
        menu.open = false;
        event.preventDefault();
      }
    });
    return menu;
  }

  #theme() {
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const root = document.documentElement;
    const show = (theme) => {
      root.dataset.theme = theme;
      this.scope && this.render();
    };
    show(dark.matches ? 'dark' : 'light');
    dark.addEventListener('change', () => show(dark.matches ? 'dark' : 'light'));
    return button('◐', 'Light or dark', () => show(root.dataset.theme === 'dark' ? 'light' : 'dark'));
  }

  #searchKey(event) {
    const { app } = this;
    if (event.key === 'Escape') {
      app.go({ q: '' }, true);
      this.search.blur();
    } else if (event.key === 'Enter' && app.found?.frames.size > 0) {
      const hits = [...app.found.frames].map((f) => app.scope.methods.get(f)).sort((a, b) => b.total - a.total);
      const at = hits.findIndex((m) => m.frame === app.method);
      app.selectMethod(hits[(at + (event.shiftKey ? hits.length - 1 : 1)) % hits.length].frame);
    }
  }

  #tabKey(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step !== undefined) {
      const at = this.tabs.indexOf(document.activeElement);
      const next = this.tabs[(at + step + this.tabs.length) % this.tabs.length];
      next.focus();
      next.click();
      event.preventDefault();
    }
  }

  #key(event) {
    const { tagName } = event.target;
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || /^(INPUT|SELECT|TEXTAREA)$/.test(tagName)) {
      return;
    }
    const presses = /^(BUTTON|SUMMARY)$/.test(tagName) && /^(Enter| )$/.test(event.key);
    if (!presses && this.view.key?.(event)) {
      event.preventDefault();
      return;
    }
    const view = this.views[Number(event.key) - 1];
    if (event.key === '/') {
      this.search.focus();
      this.search.select();
    } else if (event.key === 'Escape') {
      this.app.clear();
    } else if (view) {
      this.app.go({ view: view.id });
    } else {
      return;
    }
    event.preventDefault();
  }
}

function fileName(scope) {
  const name = scope.profile.replace(/[^\w.-]+/g, '_').slice(0, 60) || 'profile';
  return scope.single ? `${name}-${scope.single.id}` : name;
}
