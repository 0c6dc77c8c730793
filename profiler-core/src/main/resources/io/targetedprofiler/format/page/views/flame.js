/** Call paths as bars: a caller above its callees (icicle) or below them (flame), as wide as its time. */

import { Canvas, fitted, outline } from '../canvas.js';
import { choice, el } from '../dom.js';
import { fillOf, INK, themed } from '../look.js';
import { percent } from '../figures.js';
import { pathTo } from '../tree.js';
import { register } from '../registry.js';
import { zoomButtons, zoomKey } from '../zoom.js';

const ROW = 21;
const HIGH_ROW = 30;
const NARROWEST = 0.6;

class Flame {
  constructor(app, host) {
    this.app = app;
    this.direction = choice('Direction', [['down', 'Icicle: callees below'], ['up', 'Flame: callees above']], (value) => app.go({ flame: value }));
    host.append(el('div', { class: 'tools' }, ...zoomButtons(() => app.paths), this.direction));
    this.canvas = new Canvas(host, 'Call paths as bars, as wide as their time', {
      draw: (context) => this.draw(context),
      tip: (node) => app.tipOf(node),
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
      const start = this.zoomed.depth * this.row - this.canvas.height / 3;
      this.canvas.scrollTo(this.upwards ? this.contentHeight : Math.max(0, start));
    }
    if (picked && picked !== this.picked && this.places.has(picked)) {
      this.canvas.reveal(this.yOf(picked), this.row);
    }
    this.picked = picked;
    this.canvas.redraw();
  }

  /** The bars that are wide enough to be seen, callers before callees. */
  layOut() {
    const width = this.canvas.width;
    this.places = new Map();
    pathTo(this.zoomed).forEach((node) => this.places.set(node, { x: 0, width }));
    this.levels = this.zoomed.depth + 1;
    const rest = [this.zoomed];
    while (rest.length > 0) {
      const node = rest.pop();
      const place = this.places.get(node);
      const within = Math.max(node.total, node.kids.reduce((sum, kid) => sum + kid.total, 0));
      let x = place.x;
      for (const kid of node.kids) {
        const wide = within > 0 ? (place.width * kid.total) / within : 0;
        if (wide >= NARROWEST) {
          this.places.set(kid, { x, width: wide });
          this.levels = Math.max(this.levels, kid.depth + 1);
          rest.push(kid);
        }
        x += wide;
      }
    }
    this.row = this.levels * HIGH_ROW < this.canvas.height ? HIGH_ROW : ROW;
    this.contentHeight = Math.max(this.levels * this.row + 2, this.canvas.height);
    this.canvas.contentHeight = this.contentHeight;
  }

  yOf(node) {
    return this.upwards ? this.contentHeight - (node.depth + 1) * this.row : node.depth * this.row;
  }

  draw(context) {
    const { app, canvas, scope } = this;
    const dimmed = app.dimmer();
    const selected = [];
    for (const [node, { x, width }] of this.places) {
      const y = this.yOf(node) - canvas.top;
      if (y < -this.row || y > canvas.height) {
        continue;
      }
      const frame = scope.frames[node.frame];
      const above = node.depth < this.zoomed.depth;
      context.globalAlpha = dimmed(node.frame) ? 0.22 : above ? 0.55 : 1;
      context.fillStyle = fillOf(frame);
      context.fillRect(x, y, Math.max(width - (width > 3 ? 1 : 0), 0.6), this.row - 1);
      const label = `${frame.label}  ${percent(node.total, scope.total)}`;
      const text = fitted(context, width > 180 ? label : frame.label, width - 9);
      context.globalAlpha = dimmed(node.frame) ? 0.6 : 1;
      context.fillStyle = dimmed(node.frame) ? themed('text') : INK;
      context.fillText(text, x + 4, y + this.row / 2);
      canvas.box(x, y, width, this.row - 1, node);
      if (app.isSelected(node)) {
        selected.push([x, y, Math.max(width - 1, 4), this.row - 1]);
      }
    }
    context.globalAlpha = 1;
    selected.forEach((place) => outline(context, ...place));
  }
}

register({ id: 'flame', title: 'Flame', create: (app, host) => new Flame(app, host) });
