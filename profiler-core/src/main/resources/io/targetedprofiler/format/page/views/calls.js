/** The calls of a file that holds several: how they went over time, and each with a tree of its own. */

import { Canvas } from '../canvas.js';
import { Rows } from '../rows.js';
import { el } from '../dom.js';
import { themed } from '../look.js';
import { bytes, count, counted, exact, roundTime, scaleFor, time } from '../figures.js';
import { argumentsOf, callsOf, outcomeOf, startedOf } from '../report.js';
import { register } from '../registry.js';

const LEFT = 62;

/** How times are written where all calls lie within so many milliseconds. */
const STEPS = [[5_000, '%M:%S.%L'], [120_000, '%H:%M:%S'], [172_800_000, '%H:%M'], [Infinity, '%b %d']];

class Calls {
  constructor(app, host) {
    this.app = app;
    this.scale = scaleFor(0);
    const charts = el('div', { class: 'charts' });
    host.append(charts);
    this.times = this.chart(charts, 'Response time over time', (context) => this.drawTimes(context));
    this.rates = this.chart(charts, 'Throughput over time', (context) => this.drawRates(context));
    this.rows = new Rows(host, 'Calls', this.columns(), {
      key: (row) => row.index,
      pick: (row) => app.go({ picked: row.index }),
      open: (row) => this.open(row),
      sort: (sort) => app.go({ csort: sort }),
    });
  }

  key(event) {
    return this.rows.key(event);
  }

  chart(charts, title, draw) {
    const caption = el('figcaption', { text: title });
    const figure = el('figure', {}, caption);
    charts.append(figure);
    const canvas = new Canvas(figure, title, { draw, tip: (item) => item.tip, pick: (item) => item.row && this.open(item.row) });
    canvas.caption = caption;
    return canvas;
  }

  columns() {
    const figure = (id, title, value, text, tip) => ({ id, title, number: true, value, text, tip });
    const busy = figure('busy', () => `Busy ${this.scale.unit}`, busyOf, (row) => this.scale.text(busyOf(row)), (row) => `${exact(busyOf(row))} with all that was handed to other threads`);
    const known = (value, text) => (value === undefined ? 'n/a' : text(value));
    return [
      { id: 'id', title: 'Call', value: (row) => row.report.id ?? 0, text: (row) => `#${row.report.id ?? 0}` },
      figure('wall', () => `Wall ${this.scale.unit}`, (row) => row.report.wallNanos, (row) => this.scale.text(row.report.wallNanos), (row) => exact(row.report.wallNanos)),
      ...(this.app.file.reports.some((report) => report.tree.async?.length > 0) ? [busy] : []),
      figure('cpu', () => `CPU ${this.scale.unit}`, (row) => row.report.cpuNanos ?? -1, (row) => known(row.report.cpuNanos, this.scale.text)),
      figure('alloc', 'Alloc', (row) => row.report.allocatedBytes ?? -1, (row) => known(row.report.allocatedBytes, bytes)),
      { id: 'outcome', title: 'Outcome', value: (row) => outcomeOf(row.report) },
      { id: 'started', title: 'Started', value: (row) => row.report.started, text: (row) => startedOf(row.report) },
      { id: 'profile', title: 'Profile', value: (row) => row.report.profile },
      { id: 'thread', title: 'Thread', value: (row) => row.report.thread ?? '' },
      { id: 'args', title: 'Arguments', value: (row) => argumentsOf(row.report) },
    ];
  }

  render() {
    const { app } = this;
    this.all ??= this.allCalls();
    this.shown = this.all.filter((row) => row.report.profile === app.scope.profile);
    this.scale = scaleFor(this.shown.reduce((most, row) => Math.max(most, row.report.wallNanos), 0));
    this.rows.show(this.shown, app.state.get('csort') || '-wall', app.state.number('picked', app.state.number('call')));
    const failed = this.shown.filter((row) => row.report.outcome === 'threw').length;
    this.times.caption.textContent = `Response time: ${counted(this.shown.length, 'call')}${failed > 0 ? `, ${count(failed)} threw (✗)` : ''}; click at one, or Enter in the list, opens it`;
    this.times.contentHeight = this.rates.contentHeight = 0;
    this.times.redraw();
    this.rates.redraw();
  }

  allCalls() {
    const { reports } = this.app.file;
    const calls = new Set(callsOf(reports));
    return reports.map((report, index) => ({ report, index, at: Date.parse(report.started) })).filter((row) => calls.has(row.report));
  }

  /** Opens the call's own tree. */
  open(row) {
    this.app.openCall(row.index);
  }

  axes(context, canvas, most, text) {
    const { width, height } = canvas;
    const [from, to] = d3.extent(this.shown, (row) => row.at);
    const pad = Math.max(1, (to - from) * 0.02);
    const x = d3.scaleUtc([from - pad, to + pad], [LEFT, width - 10]);
    const y = d3.scaleLinear([0, Math.max(most, 1) * 1.05], [height - 22, 8]);
    context.font = '11px system-ui, sans-serif';
    context.textAlign = 'end';
    for (const tick of y.ticks(4)) {
      context.fillStyle = themed('grid');
      context.fillRect(LEFT, Math.round(y(tick)), width - LEFT - 10, 1);
      context.fillStyle = themed('muted');
      context.fillText(text(tick), LEFT - 6, y(tick));
    }
    context.textAlign = 'center';
    const format = d3.utcFormat(STEPS.find(([span]) => to - from < span)[1]);
    for (const tick of x.ticks(Math.max(2, Math.floor(width / 130)))) {
      if (x(tick) < width - 34 && x(tick) > LEFT + 14) {
        context.fillStyle = themed('muted');
        context.fillText(format(tick), x(tick), height - 9);
      }
    }
    context.textAlign = 'start';
    return { x, y };
  }

  drawTimes(context) {
    const canvas = this.times;
    const most = this.shown.reduce((max, row) => Math.max(max, row.report.wallNanos), 0);
    const { x, y } = this.axes(context, canvas, most, (tick) => roundTime(tick));
    const radius = this.shown.length > 500 ? 2 : 3.5;
    for (const row of this.shown) {
      const [cx, cy] = [x(row.at), y(row.report.wallNanos)];
      const threw = row.report.outcome === 'threw';
      context.fillStyle = context.strokeStyle = threw ? themed('bad') : themed('dot');
      context.globalAlpha = 0.75;
      context.beginPath();
      if (threw) {
        context.moveTo(cx - 4, cy - 4);
        context.lineTo(cx + 4, cy + 4);
        context.moveTo(cx - 4, cy + 4);
        context.lineTo(cx + 4, cy - 4);
        context.lineWidth = 2;
        context.stroke();
      } else {
        context.arc(cx, cy, radius, 0, 2 * Math.PI);
        context.fill();
      }
      canvas.box(cx - 5, cy - 5, 10, 10, {
        row, get tip() {
          return [`#${row.report.id}  ${time(row.report.wallNanos)} (${exact(row.report.wallNanos)})`, `${startedOf(row.report)}  ${outcomeOf(row.report)}`, argumentsOf(row.report)].filter((line) => line !== '');
        },
      });
    }
    context.globalAlpha = 1;
  }

  drawRates(context) {
    const canvas = this.rates;
    const [from, to] = d3.extent(this.shown, (row) => row.at);
    const pieces = Math.max(1, Math.min(40, Math.floor(canvas.width / 16), this.shown.length));
    const step = Math.max(1, (to - from + 1) / pieces);
    const counts = new Array(pieces).fill(0);
    this.shown.forEach((row) => counts[Math.min(pieces - 1, Math.floor((row.at - from) / step))]++);
    const rate = (calls) => (1000 * calls) / step;
    const { x, y } = this.axes(context, canvas, rate(Math.max(...counts)), (tick) => `${tick.toLocaleString('en-US')}/s`);
    this.rates.caption.textContent = `Throughput: calls a second, in steps of ${time(step * 1e6)}`;
    counts.forEach((calls, i) => {
      const [left, right] = [x(from + i * step), x(from + (i + 1) * step)];
      const top = y(rate(calls));
      context.fillStyle = themed('dot');
      context.fillRect(left, top, Math.max(1, right - left - 1), canvas.height - 22 - top);
      canvas.box(left, 0, right - left, canvas.height, { row: null, tip: [`${counted(calls, 'call')} in ${time(step * 1e6)}`, `${rate(calls).toFixed(1)} a second`] });
    });
  }
}

/** On all threads together. */
function busyOf({ report: { tree } }) {
  return (tree.async ?? []).reduce((sum, task) => sum + task.nodes[0].totalNanos, tree.nodes[0].totalNanos);
}

register({ id: 'calls', title: 'Calls', offered: (file) => callsOf(file.reports).length > 1, create: (app, host) => new Calls(app, host) });
