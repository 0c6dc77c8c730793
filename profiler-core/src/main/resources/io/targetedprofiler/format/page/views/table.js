/** Every method in a row, and of the selected one who calls it and whom it calls. */

import { Rows } from '../rows.js';
import { el } from '../dom.js';
import { count, exact, percent, scaleFor } from '../figures.js';
import { shortClass } from '../frames.js';
import { allCalleesOf, allCallersOf, calleesOf, callersOf } from '../methods.js';
import { register } from '../registry.js';

const RELATIONS = [
  ['callers', 'Callers', callersOf],
  ['callees', 'Callees', calleesOf],
  ['all-callers', 'All callers', allCallersOf],
  ['all-callees', 'All callees', allCalleesOf],
];

class Table {
  constructor(app, host) {
    this.app = app;
    this.scale = scaleFor(0);
    this.methods = new Rows(host, 'Methods', this.columns(), {
      key: (row) => row.frame,
      pick: (row) => app.selectMethod(row.frame),
      open: () => app.go({ view: 'flame' }),
      sort: (sort) => app.go({ sort }),
      dim: (row) => app.dimmer()(row.frame),
    });
    this.tabs = RELATIONS.map(([id, title]) =>
      el('button', { type: 'button', text: title, 'data-relation': id, onclick: () => app.go({ relation: id }) }));
    this.caption = el('span', { class: 'caption' });
    const relations = el('div', { class: 'relations' }, el('div', { class: 'tools' }, ...this.tabs, this.caption));
    this.relations = new Rows(relations, 'Related methods', this.relationColumns(), {
      key: (row) => row.frame,
      pick: (row) => app.selectMethod(row.frame),
      sort: (sort) => app.go({ rsort: sort }),
    });
    host.append(relations);
  }

  key(event) {
    return this.methods.key(event);
  }

  columns() {
    this.timed = [];
    const frame = (row) => this.scope.frames[row.frame];
    const each = (part, calls) => (calls > 0 ? part / calls : 0);
    const outer = (row) => row.calls - row.recursive;
    const times = (id, title, value, estimated, help) => {
      const column = {
        id, help, number: true, value,
        title: () => `${title} ${column.scale.unit}`,
        text: (row) => column.scale.text(value(row), estimated(row)),
        tip: (row) => exact(value(row), estimated(row)),
      };
      this.timed.push(column);
      return column;
    };
    const counts = (id, title, value, help) => ({ id, title, help, number: true, value, text: (row) => count(value(row)) });
    return [
      { id: 'method', title: 'Method', value: (row) => this.scope.labelOf(row.frame), tip: (row) => this.app.tipOfMethod(row.frame).join('\n') },
      times('self', 'Self', (row) => row.self, (row) => row.selfEstimated, 'Time within the method itself'),
      times('self-each', 'per call', (row) => each(row.self, row.calls), (row) => row.selfEstimated, 'Self time of a call'),
      times('total', 'Total', (row) => row.total, (row) => row.estimated, 'Time with callees; of a recursion the outermost call'),
      times('total-each', 'per call', (row) => each(row.total, outer(row)), (row) => row.estimated, 'Total time of a call that is not recursive'),
      counts('calls', 'Calls', (row) => row.calls, 'Calls, recursive ones included'),
      counts('recursive', 'Recursive', (row) => row.recursive, 'Calls beneath a call of the same method'),
      counts('errors', 'Errors', (row) => row.errors, 'Calls that ended by a throw'),
      times('max', 'Max', (row) => row.max, () => false, 'The slowest call'),
      { id: 'class', title: 'Class', value: (row) => shortClass(frame(row)), tip: (row) => frame(row).class },
      { id: 'file', title: 'File', value: (row) => frame(row).file },
      { id: 'line', title: 'Line', number: true, value: (row) => frame(row).line, text: (row) => String(frame(row).line || '') },
    ];
  }

  /** Each column in the unit of its largest time. */
  measure() {
    if (this.measured !== this.scope) {
      this.measured = this.scope;
      const methods = [...this.scope.methods.values()];
      for (const column of this.timed) {
        column.scale = scaleFor(methods.reduce((most, row) => Math.max(most, column.value(row)), 0));
      }
    }
  }

  relationColumns() {
    const label = (row) => this.scope.labelOf(row.frame);
    return [
      { id: 'method', title: 'Method', value: label },
      {
        id: 'total', title: () => `Time ${this.scale.unit}`, number: true, value: (row) => row.total,
        text: (row) => this.scale.text(row.total, row.estimated), tip: (row) => exact(row.total, row.estimated),
      },
      { id: 'share', title: '%', number: true, value: (row) => row.total, text: (row) => percent(row.total, this.scope.total) },
      { id: 'calls', title: 'Calls', number: true, value: (row) => row.calls, text: (row) => count(row.calls) },
    ];
  }

  render(scope) {
    const { state, method } = this.app;
    this.scope = scope;
    this.scale = scaleFor(scope.total);
    this.measure();
    this.methods.show(scope.methods.values(), state.get('sort') || '-self', method);
    const [id, , relation] = RELATIONS.find(([name]) => name === state.get('relation')) ?? RELATIONS[0];
    this.tabs.forEach((tab) => tab.setAttribute('aria-pressed', String(tab.dataset.relation === id)));
    const rows = method < 0 ? [] : relation(scope, method);
    this.caption.textContent = method < 0 ? 'Select a method' : rows.length === 0 ? 'none' : `of ${scope.labelOf(method)}`;
    this.relations.show(rows, state.get('rsort') || '-total', -1);
  }
}

register({ id: 'table', title: 'Table', create: (app, host) => new Table(app, host) });
