/**
 * The square map: every call path, or every method in its class and package, as a rectangle whose
 * area is its time, within that of its caller. What stays empty is the caller's own time.
 */

import { Canvas, fitted, hatch, outline } from '../canvas.js';
import { choice, el } from '../dom.js';
import { INK, themed } from '../look.js';
import { percent, time } from '../figures.js';
import { register } from '../registry.js';
import { enclosing, packageSquare, pathSquare, squareIn } from '../squares.js';
import { zoomButtons, zoomKey } from '../zoom.js';

const HEADER = 16;
const PADDING = 3;
const SMALLEST = 5;
const DEPTHS = ['1', '2', '3', '4', '6', '8', '12', 'all'];

class SquareMap {
  constructor(app, host) {
    this.app = app;
    this.by = choice('What is a square', [['path', 'By call path'], ['package', 'By package and class']], (value) => app.go({ by: value }));
    this.depth = choice('Depth', DEPTHS.map((d) => [d, d === 'all' ? 'All levels' : d === '1' ? '1 level' : `${d} levels`]), (value) => app.go({ depth: value }));
    this.unit = choice('Figures', [['time', 'Time'], ['percent', 'Percent']], (value) => app.go({ unit: value }));
    host.append(el('div', { class: 'tools' }, ...zoomButtons(() => this.zoom), this.by, this.depth, this.unit));
    this.canvas = new Canvas(host, 'Square map: areas are times', {
      draw: (context) => this.draw(context),
      tip: (item) => this.tip(item),
      pick: (item) => this.pick(item),
      open: (item) => this.zoom.into(item.node ?? enclosing(item)),
    });
  }

  key(event) {
    return zoomKey(event, this.zoom) || this.app.arrowKey(event, false);
  }

  get byPackage() {
    return this.app.state.get('by') === 'package';
  }

  get zoom() {
    return this.byPackage ? this.squares : this.app.paths;
  }

  /** The packages and classes, for what is common to all that zooms. */
  get squares() {
    const go = (square) => this.app.go({ within: square.id });
    return { zoomed: () => this.zoomed, selected: () => this.selection && enclosing(this.selection), into: go, out: go };
  }

  /** The package or class that fills the map, or what encloses it and the selected method. */
  get zoomed() {
    const { packages, app } = this;
    let at = squareIn(packages, (square) => square.id === app.state.get('within')) ?? packages;
    while (app.method >= 0 && squareIn(at, (square) => square.frame === app.method) === null) {
      at = at.parent;
    }
    return at;
  }

  /** The selected method, package or class; null if none is. */
  get selection() {
    return squareIn(this.packages, (square) => square.id !== '' && this.isSelected(square));
  }

  render(scope) {
    const { state } = this.app;
    this.scope = scope;
    this.by.value = this.byPackage ? 'package' : 'path';
    this.depth.value = DEPTHS.includes(state.get('depth')) ? state.get('depth') : 'all';
    this.unit.value = state.get('unit') === 'percent' ? 'percent' : 'time';
    this.packages = this.byPackage ? packageSquare(scope) : null;
    this.canvas.contentHeight = 0;
    this.canvas.redraw();
  }

  draw(context) {
    const root = this.byPackage ? this.zoomed : pathSquare(this.scope, this.app.zoomed);
    this.context = context;
    this.dimmed = this.app.dimmer();
    this.levels = this.depth.value === 'all' ? Infinity : Number(this.depth.value);
    this.selected = [];
    this.square(root, 0, 0, this.canvas.width, this.canvas.height, 0);
    this.selected.forEach((place) => outline(context, ...place));
    if (root.value === 0) {
      context.fillStyle = themed('text');
      context.fillText('No time was measured here.', 12, 40);
    }
  }

  /** Lays out and draws only what is large enough to be seen, so the work is bounded by the pixels. */
  square(item, x, y, width, height, level) {
    const { context } = this;
    const faint = item.frame !== null && this.dimmed(item.frame);
    context.globalAlpha = faint ? 0.25 : 1;
    context.fillStyle = themed('ground');
    context.fillRect(x, y, width, height);
    context.fillStyle = item.fill;
    context.fillRect(x + 0.5, y + 0.5, width - 1, height - 1);
    if (item.handed) {
      hatch(context, x, y, width, Math.min(height, HEADER));
    }
    context.strokeStyle = 'rgba(10, 14, 20, 0.45)';
    context.strokeRect(x + 0.5, y + 0.5, width - 1, height - 1);
    this.canvas.box(x, y, width, height, item);
    if (this.isSelected(item)) {
      this.selected.push([x, y, width, height]);
    }
    const labelled = this.label(item, x, y, width, height, faint);
    context.globalAlpha = 1;
    const top = labelled ? HEADER : PADDING;
    const inner = [x + PADDING, y + top, x + width - PADDING, y + height - PADDING];
    if (level < this.levels && inner[2] - inner[0] >= SMALLEST && inner[3] - inner[1] >= SMALLEST) {
      this.parts(item, inner, level);
    }
  }

  parts(item, [x0, y0, x1, y1], level) {
    const children = item.parts().filter((part) => part.value > 0);
    const used = children.reduce((sum, part) => sum + part.value, 0);
    if (used === 0) {
      return;
    }
    const own = { value: Math.max(0, item.value - used), own: true };
    const all = { value: used + own.value, children: own.value > 0 ? [...children, own] : children };
    all.children.sort((a, b) => b.value - a.value);
    d3.treemapSquarify(all, x0, y0, x1, y1);
    for (const part of all.children) {
      const width = part.x1 - part.x0;
      const height = part.y1 - part.y0;
      if (!part.own && width >= 2 && height >= 2) {
        this.square(part, part.x0, part.y0, width, height, level + 1);
      }
    }
  }

  label(item, x, y, width, height, faint) {
    if (height < HEADER || width < 28) {
      return false;
    }
    const { context } = this;
    const both = `${item.label}  ${this.figureOf(item)}`;
    const text = context.measureText(both).width <= width - 8 ? both : fitted(context, item.label, width - 8);
    if (item.handed && !faint) {
      context.fillStyle = item.fill;
      context.fillRect(x + 1, y + 1, context.measureText(text).width + 6, HEADER - 2);
    }
    context.fillStyle = faint ? themed('text') : INK;
    context.fillText(text, x + 4, y + 9);
    return text !== '';
  }

  /** Of what handed work to other threads its own time, and that of all together, which is the area. */
  figureOf({ value, estimated, node, handed }) {
    const figure = (nanos, mark) => (this.unit.value === 'percent' ? percent(nanos, this.scope.total) : time(nanos, mark));
    const [own, all] = handed ? ['busy ', 'in all '] : ['', 'busy '];
    return node && node.total < value
      ? `${own}${figure(node.total, estimated)}, ${all}${figure(value, false)}`
      : own + figure(value, estimated);
  }

  isSelected(item) {
    const { app } = this;
    if (item.node) {
      return app.isSelected(item.node);
    }
    return app.method >= 0 ? item.frame === app.method : item.id !== '' && item.id === app.state.get('square');
  }

  tip(item) {
    if (item.node) {
      return this.app.tipOf(item.node);
    }
    if (item.frame !== null) {
      return this.app.tipOfMethod(item.frame);
    }
    return [item.label, `self ${time(item.value)}  ${percent(item.value, this.scope.total)}`];
  }

  pick(item) {
    if (item.node) {
      this.app.select(item.node);
    } else if (item.frame !== null) {
      this.app.selectMethod(item.frame);
    } else {
      this.app.go({ method: '', path: '', square: item.id });
    }
  }
}

register({ id: 'map', title: 'Map', create: (app, host) => new SquareMap(app, host) });
