/**
 * Call paths as bars: a caller above its callees (icicle) or below them (flame), as wide as its time.
 */

import { Canvas, fitted, hatch, outline } from '../canvas.js';
import { choice, el } from '../dom.js';
import { fillOf, INK, themed } from '../look.js';
import { counted, HANDED_OVER, percent, time } from '../figures.js';
import { pathTo } from '../tree.js';
import { register } from '../registry.js';
import { zoomButtons, zoomKey } from '../zoom.js';

const ROW = 21;
const HIGH_ROW = 30;
const NARROWEST = 0.6;
/** Rows between bands. */
const GAP = 0.4;

class Flame {
  constructor(app, host) {
    this.app = app;
    this.direction = choice('Direction', [['down', 'Icicle: callees below'], ['up', 'Flame: callees above']], (value) => app.go({ flame: value }));
    host.append(el('div', { class: 'tools' }, ...zoomButtons(() => app.paths), this.direction));
    this.canvas = new Canvas(host, 'Call paths as bars, as wide as their time', {
      draw: (context) => this.draw(context),
      tip: (node) => [...app.tipOf(node), ...this.narrowed(node).map((text) => `drawn ${text} than the rest`)],
      pick: (node) => app.select(node),
      open: (node) => app.zoom(node),
      resized: () => this.scope && this.layOut(),
    });
  }

  get upwards() {
    return this.app.state.get('flame') === 'up';
  }

  key(event) {
    return zoomKey(event, this.app.paths) || this.app.arrowKey(event, this.upwards);
  }

  render(scope) {
    const moved = this.scope !== scope || this.zoomed !== this.app.zoomed || this.turned !== this.upwards;
    const picked = this.app.node;
    this.scope = scope;
    this.zoomed = this.app.zoomed;
    this.turned = this.upwards;
    this.direction.value = this.upwards ? 'up' : 'down';
    this.layOut();
    if (moved) {
      const start = this.places.get(this.zoomed).row * this.row - this.canvas.height / 3;
      this.canvas.scrollTo(this.upwards ? this.contentHeight : Math.max(0, start));
    }
    if (picked && picked !== this.picked && this.places.has(picked)) {
      this.canvas.reveal(this.yOf(picked), this.row);
    }
    this.picked = picked;
    this.canvas.redraw();
  }

  /**
   * The bars that are wide enough to be seen, callers before callees; and beneath them, a band for each,
   * what was handed to other threads and ran beside. One scale holds for all, but a band that took
   * longer than fits is drawn narrower, and says how many times.
   */
  layOut() {
    const { zoomed } = this;
    const { width } = this.canvas;
    const path = pathTo(zoomed);
    this.places = new Map(path.map((node, row) => [node, { x: 0, width, row, shrunk: 1 }]));
    const scale = width / (zoomed.total || zoomed.busy || 1);
    const bands = [];
    this.layOutTree(zoomed, path.length - 1, bands);
    while (bands.length > 0) {
      const { task, x } = bands.pop();
      const shrunk = Math.max(1, (task.total * scale) / width);
      const wide = (task.total * scale) / shrunk;
      const at = Math.max(0, Math.min(x, width - wide));
      this.places.set(task, { x: at, width: wide, row: this.levels + GAP, shrunk });
      this.layOutTree(task, this.levels + GAP, bands);
    }
    this.row = this.levels * HIGH_ROW < this.canvas.height ? HIGH_ROW : ROW;
    this.contentHeight = Math.max(this.levels * this.row + 2, this.canvas.height);
    this.canvas.contentHeight = this.contentHeight;
  }

  /** One thread's; what was handed over from within it is put on the bands that wait, the heaviest one last. */
  layOutTree(root, row, bands) {
    const handed = [];
    const rest = [root];
    this.levels = row + 1;
    while (rest.length > 0) {
      const node = rest.pop();
      const place = this.places.get(node);
      const within = Math.max(node.total, node.kids.reduce((sum, kid) => sum + kid.total, 0));
      let next = place.x;
      for (const kid of node.kids) {
        const wide = within > 0 ? (place.width * kid.total) / within : 0;
        if (wide >= NARROWEST || kid.handing > 0) {
          this.places.set(kid, { x: next, width: wide, row: place.row + 1, shrunk: 1 });
          this.levels = Math.max(this.levels, place.row + 2);
          rest.push(kid);
        }
        next += wide;
      }
      node.tasks.forEach((task) => handed.push({ task, x: place.x }));
    }
    d3.sort(handed, (band) => band.task.busy).forEach((band) => bands.push(band));
  }

  yOf(node) {
    const { row } = this.places.get(node);
    return this.upwards ? this.contentHeight - (row + 1) * this.row : row * this.row;
  }

  draw(context) {
    const { app, canvas } = this;
    const dimmed = app.dimmer();
    const selected = [];
    for (const [node, place] of this.places) {
      const y = this.yOf(node) - canvas.top;
      if (y < -this.row || y > canvas.height) {
        continue;
      }
      const faint = dimmed(node.frame);
      this.bar(context, node, place, y, faint);
      this.label(context, node, place, y, faint);
      canvas.box(place.x, y, Math.max(place.width, NARROWEST), this.row - 1, node);
      if (app.isSelected(node)) {
        selected.push([place.x, y, Math.max(place.width - 1, 4), this.row - 1]);
      }
    }
    context.globalAlpha = 1;
    selected.forEach((place) => outline(context, ...place));
  }

  bar(context, node, { x, width, row }, y, faint) {
    const wide = Math.max(width - (width > 3 ? 1 : 0), NARROWEST);
    const above = row < this.places.get(this.zoomed).row;
    context.globalAlpha = faint ? 0.22 : above ? 0.55 : 1;
    context.fillStyle = fillOf(this.scope.frames[node.frame]);
    context.fillRect(x, y, wide, this.row - 1);
    if (node.work !== null) {
      hatch(context, x, y, wide, this.row - 1);
    }
  }

  /** Within the bar; that of a band, which has its row for itself, beside it if there is more room. */
  label(context, node, { x, width }, y, faint) {
    const beside = node.work !== null && node !== this.zoomed && width < 360;
    const right = this.canvas.width - x - width;
    const [left, room] = !beside ? [x + 4, width - 9] : right > x ? [x + width + 5, right - 9] : [4, x - 9];
    const text = fitted(context, this.textOf(node, room), room);
    if (node.work !== null && !beside && !faint) {
      context.fillStyle = fillOf(this.scope.frames[node.frame]);
      context.fillRect(x + 1, y + 2, context.measureText(text).width + 8, this.row - 5);
    }
    context.globalAlpha = faint ? 0.6 : 1;
    context.fillStyle = faint || beside ? themed('text') : INK;
    context.fillText(text, beside && right <= x ? x - 5 - context.measureText(text).width : left, y + this.row / 2);
  }

  textOf(node, room) {
    const { scope } = this;
    const label = scope.labelOfPath(node) + (node.tasks.length > 0 ? ` ${HANDED_OVER}` : '');
    const share = percent(node.total, scope.total);
    if (node.work === null || room <= 180) {
      return room > 180 ? `${label}  ${share}` : label;
    }
    const narrower = this.narrowed(node).map((text) => `, drawn ${text}`).join('');
    const { handedOver, inline } = node.work;
    const most = node.calls > 1 ? `, max ${time(node.max)}` : '';
    const tasks = node.calls > 0 ? counted(node.calls, 'task') : `${counted(handedOver - inline, 'task')}, none of them finished,`;
    return `${label}  ${tasks} beside ${scope.labelOf(node.parent.frame)}, busy ${time(node.total, node.estimated)} (${share})${most}${narrower}`;
  }

  /** Of a band that did not fit, how much. */
  narrowed(node) {
    const { shrunk } = this.places.get(node);
    return shrunk > 1.005 ? [`${shrunk.toFixed(1)} × narrower`] : [];
  }
}

register({ id: 'flame', title: 'Flame', create: (app, host) => new Flame(app, host) });
