/**
 * The calls of one recorded call in their order, a row each, beside the time when they ran; and beneath
 * them those of other threads, thread by thread, with the time for which a task was queued.
 */

import { AXIS, drawAxis, drawGrid } from '../axis.js';
import { Canvas, fitted, FONT, hatch, outline } from '../canvas.js';
import { button, choice, el } from '../dom.js';
import { fillOf, INK, themed } from '../look.js';
import { count, counted, countersOf, exact, HANDED_OVER, percent, time } from '../figures.js';
import { argumentsOf } from '../report.js';
import { placeOf } from '../frames.js';
import { lanesOf, nodeOf } from '../lanes.js';
import { register } from '../registry.js';

const ROW = 22;
const INDENT = 12;

class Waterfall {
  constructor(app, host) {
    this.app = app;
    this.closed = new Set();
    this.caption = el('span', { class: 'caption' });
    this.calls = choice('Which call', [], (index) => app.go({ ordered: index, segment: '' }));
    this.zoomIn = button('Zoom in', 'Show only the time of the selected call (Enter)', () => this.open(this.selected));
    this.zoomOut = button('Whole call', 'Show all of the time (Escape)', () => app.go({ segment: '' }));
    this.tools = el('div', { class: 'tools' }, this.zoomIn, this.zoomOut, this.calls, this.caption);
    this.empty = el('div', { class: 'empty' });
    this.host = el('div', { class: 'view' });
    host.append(this.tools, this.empty, this.host);
    this.canvas = new Canvas(this.host, 'Calls in their order', {
      draw: (context) => this.draw(context),
      tip: (row) => this.tip(row),
      pick: (row) => this.pick(row),
      open: (row) => this.open(row),
    });
  }

  render(scope) {
    const ordered = scope.calls.filter((r) => this.recordsOf(r).some(isOrdered)).sort((a, b) => b.wallNanos - a.wallNanos);
    const none = ordered.length === 0;
    this.tools.hidden = this.host.hidden = none;
    this.empty.hidden = !none;
    if (none) {
      this.empty.textContent = 'No order of calls was recorded. @Profile(timeline = true) records it.';
      return;
    }
    const report = ordered[this.app.state.number('ordered', 0)] ?? ordered[0];
    if (scope !== this.scope || report !== this.report) {
      this.fill(scope, ordered, report);
    }
    this.select();
    this.canvas.contentHeight = AXIS + this.visible.length * ROW + 4;
    if (this.selected && this.selected !== this.revealed) {
      const at = this.visible.indexOf(this.selected);
      this.canvas.reveal(at * ROW, AXIS + 2 * ROW);
      this.revealed = this.selected;
    }
    this.canvas.redraw();
  }

  /** A call's report, and what came in later. */
  recordsOf(report) {
    return [report, ...this.app.file.supplementsOf(report)];
  }

  fill(scope, ordered, report) {
    this.scope = scope;
    this.report = report;
    this.selected = null;
    this.rows = lanesOf(this.recordsOf(report));
    this.heads = this.rows.filter((row) => row.segment === null);
    this.closed = new Set(this.heads.length > 0 ? this.rows.filter(isFolded) : []);
    this.whole = this.rows.reduce((end, row) => Math.max(end, row.end), 0);
    this.calls.hidden = ordered.length === 1;
    this.calls.replaceChildren(...ordered.slice(0, 200).map((r, i) => el('option', { value: i, text: `#${r.id} ${time(r.wallNanos)}` })));
    this.calls.value = String(ordered.indexOf(report));
    const args = argumentsOf(report);
    this.caption.textContent = `#${report.id}, ${report.thread}${args === '' ? '' : `, args ${args}`}`;
    this.caption.title = this.caption.textContent;
  }

  /** A selection made elsewhere shows here as its first call. */
  select() {
    const { app } = this;
    if (this.selected?.segment.frame !== app.method || (app.path && this.selectedPath !== app.path)) {
      const candidates = this.rows.filter((row) => row.segment?.frame === app.method);
      this.selected = candidates.find((row) => nodeOf(this.scope, row) === app.path) ?? candidates[0] ?? null;
      this.selectedPath = app.path;
    }
    this.zoomed = this.rows[app.state.number('segment')] ?? null;
    this.closed.delete(this.selected?.head);
    for (let row = this.selected?.caller; row; row = row.caller) {
      this.closed.delete(row);
    }
    this.visible = [];
    let hiddenBelow = Infinity;
    for (const row of this.rows) {
      if (row.depth > hiddenBelow) {
        continue;
      }
      hiddenBelow = this.closed.has(row) ? row.depth : Infinity;
      this.visible.push(row);
    }
  }

  get span() {
    const { zoomed, whole } = this;
    return zoomed ? [zoomed.queued, Math.max(zoomed.end, zoomed.queued + 1)] : [0, Math.max(1, whole)];
  }

  draw(context) {
    const { canvas, app } = this;
    const names = canvas.width < 600 ? canvas.width * 0.46 : Math.min(canvas.width * 0.36, 420);
    const [start, end] = this.span;
    const scale = d3.scaleLinear([start, end], [names + 8, canvas.width - 12]);
    const dimmed = app.dimmer();
    const first = Math.max(0, Math.floor((canvas.top - AXIS) / ROW));
    const last = Math.min(this.visible.length, first + Math.ceil(canvas.height / ROW) + 2);
    drawGrid(context, canvas, scale);
    for (let i = first; i < last; i++) {
      const row = this.visible[i];
      const y = AXIS + i * ROW - canvas.top;
      if (i % 2 === 1) {
        context.fillStyle = themed('stripe');
        context.globalAlpha = 0.6;
        context.fillRect(0, y, canvas.width, ROW);
        context.globalAlpha = 1;
      }
      canvas.box(0, y, canvas.width, ROW, row);
      this.drawRow(context, row, y, names, scale, row.segment !== null && dimmed(row.segment.frame));
      if (row === this.selected) {
        outline(context, 1, y, canvas.width - 2, ROW);
      }
    }
    drawAxis(context, canvas, scale, names);
  }

  drawRow(context, row, y, names, scale, faint) {
    const middle = y + ROW / 2;
    const indent = 4 + Math.min(row.depth * (names < 260 ? INDENT / 2 : INDENT), names / 2);
    context.globalAlpha = faint ? 0.35 : 1;
    context.fillStyle = themed('text');
    if (row.callees > 0) {
      context.fillText(this.closed.has(row) ? '▸' : '▾', indent, middle);
      row.handle ??= { handleOf: row };
      this.canvas.box(0, y, indent + 13, ROW, row.handle);
    }
    context.font = row.segment === null ? `600 ${FONT}` : FONT;
    context.fillText(fitted(context, this.labelOf(row), names - indent - 16), indent + 14, middle);
    context.font = FONT;
    if (row.segment !== null) {
      this.drawBar(context, row, middle, names, scale);
    } else if (this.closed.has(row)) {
      row.tasks.forEach((task) => this.drawQueue(context, task, middle, names, scale));
      for (const task of row.tasks) {
        const [left, right] = this.drawSpan(context, task, middle, names, scale) ?? [0, 0];
        this.canvas.box(left, middle - 7, right - left, 14, task);
      }
    }
    context.globalAlpha = 1;
  }

  labelOf(row) {
    if (row.segment === null) {
      return row.calling ? row.thread : `${HANDED_OVER} ${row.thread}  ${counted(row.tasks.length, 'task')}, busy ${time(busyOf(row))}`;
    }
    const [counters] = countersOf(row.segment.counters);
    return this.scope.labelOf(row.segment.frame) + (counters === undefined ? '' : `  ${counters}`);
  }

  /** From being handed over to its begin: a line. */
  drawQueue(context, row, middle, names, scale) {
    const left = Math.max(names + 8, scale(row.queued));
    const right = Math.min(this.canvas.width - 2, scale(row.start));
    if (left < right) {
      context.fillStyle = themed('edge');
      context.fillRect(left, middle - 1, right - left, 2);
      context.fillRect(left, middle - 5, 2, 10);
    }
  }

  /** @returns {number[]|null} from where to where, if it is seen */
  drawSpan(context, row, middle, names, scale) {
    const edge = this.canvas.width - 2;
    const start = names + 8;
    const left = Math.max(start, scale(row.start));
    const right = Math.min(edge, Math.max(scale(row.end), left + 2));
    if (right <= start || left >= edge) {
      return null;
    }
    context.fillStyle = fillOf(this.scope.frames[row.segment.frame]);
    context.fillRect(left, middle - 7, right - left, 14);
    if (this.isTask(row)) {
      hatch(context, left, middle - 7, right - left, 14);
    }
    context.strokeStyle = row.segment.threw ? themed('bad') : 'rgba(10, 14, 20, 0.35)';
    context.strokeRect(left + 0.5, middle - 6.5, Math.max(1, right - left - 1), 13);
    return [left, right];
  }

  isTask(row) {
    return row.caller === null && row.head !== null && !row.head.calling;
  }

  drawBar(context, row, middle, names, scale) {
    const edge = this.canvas.width - 2;
    this.drawQueue(context, row, middle, names, scale);
    const span = this.drawSpan(context, row, middle, names, scale);
    if (span === null) {
      return;
    }
    const [left, right] = span;
    const figure = (row.segment.threw ? '✗ ' : '') + time(row.end - row.start);
    const width = context.measureText(figure).width;
    context.fillStyle = themed('muted');
    if (right + width + 10 < edge) {
      context.fillText(figure, right + 5, middle);
    } else if (left - width - 8 > names + 8) {
      context.fillText(figure, left - width - 5, middle);
    } else if (right - left > width + 8) {
      context.fillStyle = fillOf(this.scope.frames[row.segment.frame]);
      context.fillRect(left + 3, middle - 6, width + 4, 12);
      context.fillStyle = INK;
      context.fillText(figure, left + 5, middle);
    }
  }

  tip(row) {
    if (row.handleOf) {
      return [this.closed.has(row.handleOf) ? 'Unfold (→)' : 'Fold (←)'];
    }
    if (row.segment === null) {
      return this.tipOfThread(row);
    }
    const { frame: number, threw, counters } = row.segment;
    const frame = this.scope.frames[number];
    const duration = row.end - row.start;
    const task = this.isTask(row);
    return [
      (task ? `${HANDED_OVER} ` : '') + frame.full + frame.signature,
      ...(placeOf(frame) === '' ? [] : [placeOf(frame)]),
      ...(task ? [`handed over at ${time(row.queued)}, queued ${time(row.start - row.queued)} (${exact(row.start - row.queued)})`] : []),
      `${task ? 'ran' : 'took'} ${time(duration)} (${exact(duration)}), probes included`,
      `${percent(duration, this.report.wallNanos)} of the call; began at ${time(row.start)}`,
      ...(this.heads.length > 1 ? [`on ${row.thread}`] : []),
      ...countersOf(counters),
      ...(row.callees > 0 ? [`${counted(row.callees, 'call')} beneath`] : []),
      ...(threw ? ['ended by a throw'] : task ? ['returned'] : []),
    ];
  }

  tipOfThread({ thread, tasks, calling }) {
    const sum = (figure) => tasks.reduce((all, task) => all + figure(task), 0);
    const failed = sum((task) => Number(task.segment.threw));
    return calling ? [thread, 'the calling thread'] : [
      thread,
      `${counted(tasks.length, 'task')}, busy ${time(busyOf({ tasks }))}, queued ${time(sum((task) => task.start - task.queued))}`,
      ...(failed > 0 ? [`${count(failed)} ended by a throw`] : []),
    ];
  }

  pick(row) {
    const folding = row.handleOf ?? (row.segment === null ? row : null);
    if (folding !== null) {
      this.fold(folding, !this.closed.has(folding));
      return;
    }
    this.selected = row;
    this.revealed = row;
    this.selectedPath = nodeOf(this.scope, row);
    this.app.selectMethod(row.segment.frame, this.selectedPath);
    this.render(this.scope);
  }

  open(row) {
    if (row?.segment) {
      this.app.go({ segment: this.rows.indexOf(row) });
    }
  }

  fold(row, closed) {
    this.closed[closed ? 'add' : 'delete'](row);
    this.render(this.scope);
  }

  /** To the next call; where a thread is folded, to the first that it ran. */
  walk(step) {
    const at = this.visible.indexOf(this.selected);
    const rows = this.visible.slice(step > 0 ? at + 1 : 0, step > 0 ? undefined : Math.max(0, at));
    const heads = (row) => (this.closed.has(row) && row.segment === null ? row.tasks : row.segment === null ? [] : [row]);
    const next = step > 0 ? rows.flatMap(heads)[0] : rows.flatMap(heads).at(-1);
    if (next) {
      this.pick(next);
      this.canvas.reveal(this.visible.indexOf(next) * ROW, AXIS + 2 * ROW);
    }
  }

  key(event) {
    if (this.tools.hidden) {
      return false;
    }
    const row = this.selected;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      this.walk(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'ArrowLeft' && row) {
      row.callees > 0 && !this.closed.has(row) ? this.fold(row, true) : row.caller && this.pick(row.caller);
    } else if (event.key === 'ArrowRight' && row) {
      this.fold(row, false);
    } else if (event.key === 'Enter' && row) {
      this.open(row);
    } else if (event.key === 'Escape' && this.zoomed) {
      this.app.go({ segment: '' });
    } else {
      return false;
    }
    return true;
  }
}

function busyOf({ tasks }) {
  return tasks.reduce((sum, task) => sum + task.end - task.start, 0);
}

/** What is folded at first where there are several threads: each of them is to be seen. */
function isFolded(row) {
  return row.segment === null ? !row.calling : row.caller !== null && row.callees > 0;
}

function isOrdered(report) {
  return report.timeline?.segments?.length > 0 || report.timeline?.lanes?.length > 0;
}

register({ id: 'waterfall', title: 'Waterfall', create: (app, host) => new Waterfall(app, host) });
