/**
 * Who calls whom: bubbles whose area is self time, lines as wide as the time that passes along them, broken
 * where it passes to other threads.
 */

import { Canvas, fitted } from '../canvas.js';
import { button, choice, el } from '../dom.js';
import { CHOSEN, fillOf, themed } from '../look.js';
import { counted, count, percent, time } from '../figures.js';
import { layOut, routeOf } from '../layers.js';
import { register } from '../registry.js';

const SIZES = [30, 60, 120, 250];
const LARGEST = 58;
/** Smaller ones could be neither seen nor hit. */
const SMALLEST = 4;
const WIDEST_LABEL = 190;
/** Between a bubble and its label. */
const BESIDE = 10;
/** At less, no label would be legible. */
const LEAST_SCALE = 0.8;
const MARGIN = 12;

/** A method with so many callers and callees is a hub: its lines are faint, for they would hide the others. */
const HUB = 8;

class Graph {
  constructor(app, host) {
    this.app = app;
    this.size = choice('How many methods', SIZES.map((n) => [String(n), `${n} heaviest`]), (value) => app.go({ methods: value }));
    this.caption = el('span', { class: 'caption' });
    const tools = el('div', { class: 'tools' },
      button('+', 'Larger (+)', () => this.zoomBy(1.4)), button('−', 'Smaller (-)', () => this.zoomBy(1 / 1.4)),
      button('Fit', 'Show all (0)', () => this.fit(true)), this.size, this.caption);
    host.append(tools);
    this.canvas = new Canvas(host, 'Call graph: the area of a bubble is self time', {
      draw: (context) => this.draw(context),
      tip: (bubble) => app.tipOfMethod(bubble.method.frame),
      pick: (bubble) => app.selectMethod(bubble.method.frame),
      open: () => app.go({ view: 'table' }),
      hover: (bubble) => ((this.hovered = bubble), this.canvas.redraw()),
      resized: () => this.bubbles && (this.settle(), this.fit(false), this.say()),
    });
    this.view = d3.zoomIdentity;
    this.zoom = d3.zoom().scaleExtent([0.1, 12]).on('zoom', (event) => this.moved(event));
    d3.select(this.canvas.element).call(this.zoom).on('dblclick.zoom', null);
  }

  render(scope) {
    const size = SIZES.includes(this.app.state.number('methods')) ? this.app.state.number('methods') : 60;
    this.size.value = String(size);
    this.canvas.contentHeight = 0;
    if (scope !== this.scope || size !== this.shown) {
      this.scope = scope;
      this.shown = size;
      this.layOut(size);
      this.fit(false);
    }
    this.say();
    this.goWhereTheAddressSays();
    this.canvas.redraw();
  }

  layOut(size) {
    const { scope } = this;
    const heaviest = [...scope.methods.values()]
      .sort((a, b) => Math.max(b.self * 4, b.total) - Math.max(a.self * 4, a.total) || a.frame - b.frame).slice(0, size);
    const most = heaviest.reduce((max, m) => Math.max(max, m.self), 1);
    this.bubbles = heaviest.map((method) => ({
      method,
      frame: scope.frames[method.frame],
      label: scope.labelOf(method.frame),
      radius: Math.max(SMALLEST, LARGEST * Math.sqrt(method.self / most)),
      depth: method.nodes.reduce((least, node) => Math.min(least, node.depth), Infinity),
      weight: method.total,
      neighbours: 0,
    }));
    const byFrame = new Map(this.bubbles.map((bubble) => [bubble.method.frame, bubble]));
    this.lines = scope.edges
      .filter((edge) => edge.from !== edge.to && byFrame.has(edge.from) && byFrame.has(edge.to))
      .map((edge) => ({ source: byFrame.get(edge.from), target: byFrame.get(edge.to), edge, weight: edge.total }));
    this.lines.forEach(({ source, target }) => (source.neighbours++, target.neighbours++));
    this.heaviestLine = this.lines.reduce((max, line) => Math.max(max, line.weight), 1);
    this.settle();
  }

  /** What is not drawn is said, above all if it is what was selected. */
  say() {
    const { app, bubbles, scope } = this;
    const left = scope.methods.size - bubbles.length;
    const lost = app.method >= 0 && !bubbles.some((bubble) => bubble.method.frame === app.method);
    this.caption.textContent = counted(bubbles.length, 'method')
      + (left > 0 ? `; ${count(left)} lighter ones not drawn` : '')
      + (this.overflows ? '; drag to see the rest' : '')
      + (lost ? `, among them ${scope.labelOf(app.method)}` : '');
    this.caption.title = this.caption.textContent;
  }

  /** So that labels are whole at the least scale that still fits the width. */
  settle() {
    for (const bubble of this.bubbles) {
      const wide = Math.max(this.canvas.widthOf(bubble.label), this.canvas.widthOf(this.figureOf(bubble)));
      bubble.room = (Math.min(wide, WIDEST_LABEL) + BESIDE) / LEAST_SCALE;
    }
    this.rows = layOut(this.bubbles, this.lines, Math.max(this.canvas.width, 360) / LEAST_SCALE);
    this.lines.forEach((line) => (line.route = routeOf(line, this.rows)));
  }

  figureOf({ method }) {
    return `${time(method.self, method.selfEstimated)}  ${percent(method.self, this.scope.total)}`;
  }

  isHub(bubble) {
    return bubble.neighbours >= HUB && bubble.neighbours > this.bubbles.length / 8;
  }

  fit(push) {
    const [left, right] = d3.extent(this.rows.flatMap((row) => row.gutters), (gutter) => gutter.x);
    const bottom = this.rows[this.rows.length - 1].bottom + 2 * MARGIN;
    const { width, height } = this.canvas;
    if (width === 0) {
      return;
    }
    const whole = Math.min(width / (right - left), 1.25);
    const k = Math.max(Math.min(LEAST_SCALE, whole), Math.min(whole, height / bottom));
    this.overflows = k * bottom > height + 1;
    const y = MARGIN * k + Math.max(0, (height - k * bottom) / 2);
    this.home = d3.zoomIdentity.translate(width / 2, y).scale(k).translate(-(left + right) / 2, 0);
    if (push) {
      this.app.go({ at: '' });
    }
    this.place(this.home);
  }

  place(view) {
    this.placing = true;
    this.zoom.transform(d3.select(this.canvas.element), view);
    this.placing = false;
  }

  zoomBy(factor) {
    this.zoom.scaleBy(d3.select(this.canvas.element), factor);
  }

  /** Every movement is seen, its end stands in the address. */
  moved(event) {
    this.view = event.transform;
    this.canvas.redraw();
    if (!this.placing) {
      clearTimeout(this.moving);
      this.moving = setTimeout(() => this.app.go({ at: this.told() }, true), 250);
    }
  }

  /** The point in the middle and the scale relative to that at which all fits. */
  told() {
    const [x, y] = this.view.invert([this.canvas.width / 2, this.canvas.height / 2]);
    return [x.toFixed(0), y.toFixed(0), (this.view.k / this.home.k).toFixed(2)].join(' ');
  }

  goWhereTheAddressSays() {
    const at = this.app.state.get('at');
    const [x, y, k] = at.split(' ').map(Number);
    if (!this.home || at === this.told()) {
      return;
    }
    if (at === '') {
      this.place(this.home);
    } else if (Number.isFinite(x + y + k) && k > 0) {
      const { width, height } = this.canvas;
      this.place(d3.zoomIdentity.translate(width / 2, height / 2).scale(k * this.home.k).translate(-x, -y));
    }
  }

  draw(context) {
    const { app, canvas, view } = this;
    const dimmed = app.dimmer();
    const isPicked = (bubble) => bubble.method.frame === app.method;
    const anyPicked = this.bubbles.some(isPicked);
    for (const line of this.lines) {
      const near = isPicked(line.source) || isPicked(line.target);
      const faint = this.isHub(line.source) || this.isHub(line.target) || (anyPicked && !near);
      context.globalAlpha = near ? 1 : faint ? 0.28 : 0.65;
      this.line(context, line, near);
    }
    context.globalAlpha = 1;
    for (const bubble of this.bubbles) {
      const [x, y] = view.apply([bubble.x, bubble.y]);
      const radius = bubble.radius * view.k;
      context.globalAlpha = dimmed(bubble.method.frame) && !isPicked(bubble) ? 0.25 : this.isHub(bubble) && !isPicked(bubble) ? 0.65 : 1;
      context.beginPath();
      context.arc(x, y, radius, 0, 2 * Math.PI);
      context.fillStyle = fillOf(bubble.frame);
      context.fill();
      context.lineWidth = isPicked(bubble) ? 3 : 1;
      context.strokeStyle = isPicked(bubble) ? CHOSEN : 'rgba(10, 14, 20, 0.45)';
      context.stroke();
      const reach = Math.max(radius, 10);
      canvas.box(x - reach, y - reach, 2 * reach, 2 * reach, bubble);
    }
    context.globalAlpha = 1;
    this.labels(context, dimmed, isPicked);
  }

  line(context, { route, edge }, near) {
    const points = route.map((point) => this.view.apply(point));
    const width = 1 + 7 * Math.sqrt(edge.total / this.heaviestLine) * Math.min(1.4, this.view.k);
    const head = 5 + width;
    const last = points.length - 1;
    const side = Math.sign(points[last][1] - points[last - 1][1]) || 1;
    const [tip, y] = [points[last][0], points[last][1] - side * 2];
    points[last][1] = y - side * head * 0.8;
    context.strokeStyle = context.fillStyle = near ? themed('accent') : themed('edge');
    context.lineWidth = width;
    context.setLineDash(edge.handed ? [Math.max(5, 1.6 * width), Math.max(4, width)] : []);
    context.beginPath();
    context.moveTo(...points[0]);
    for (let i = 1; i <= last; i++) {
      i % 2 === 1 ? context.lineTo(...points[i]) : this.curve(context, points[i - 1], points[i]);
    }
    context.stroke();
    context.setLineDash([]);
    context.beginPath();
    context.moveTo(tip, y);
    context.lineTo(tip - head * 0.45, y - side * head);
    context.lineTo(tip + head * 0.45, y - side * head);
    context.fill();
    context.lineWidth = 1;
  }

  /** From row to row; within a row beneath it and up again. */
  curve(context, from, to) {
    const middle = from[1] === to[1] ? from[1] + 30 * this.view.k : (from[1] + to[1]) / 2;
    context.bezierCurveTo(from[0], middle, to[0], middle, ...to);
  }

  /** All of them, as far as there is room; whole over all else where one is selected or pointed at. */
  labels(context, dimmed, isPicked) {
    const isWanted = (bubble) => bubble === this.hovered || isPicked(bubble);
    for (const bubble of d3.sort(this.bubbles, isWanted)) {
      const [x, y] = this.view.apply([bubble.x, bubble.y]);
      const left = x + bubble.radius * this.view.k + 6;
      const wanted = isWanted(bubble);
      const room = wanted ? 600 : (bubble.room - BESIDE) * this.view.k + 6;
      const [text, figure] = [bubble.label, this.figureOf(bubble)].map((line) => fitted(context, line, room));
      context.globalAlpha = dimmed(bubble.method.frame) && !wanted ? 0.4 : 1;
      if (wanted) {
        context.fillStyle = themed('ground');
        context.fillRect(left - 3, y - 17, Math.max(...[text, figure].map((line) => context.measureText(line).width)) + 6, 34);
      }
      context.fillStyle = themed('text');
      context.fillText(text, left, y - 7);
      context.fillStyle = themed('muted');
      context.fillText(figure, left, y + 8);
    }
    context.globalAlpha = 1;
  }

  /** Up and down along the heaviest call, left and right through all by weight. */
  key(event) {
    const { app } = this;
    const at = this.bubbles.findIndex((bubble) => bubble.method.frame === app.method);
    const along = (mine, other) => this.lines.filter((l) => l[mine] === this.bubbles[at]).sort((a, b) => b.edge.total - a.edge.total)[0]?.[other];
    const step = (by) => this.bubbles[(at + by + this.bubbles.length) % this.bubbles.length];
    const next = {
      ArrowUp: () => along('target', 'source'),
      ArrowDown: () => (at < 0 ? this.bubbles[0] : along('source', 'target')),
      ArrowLeft: () => step(-1),
      ArrowRight: () => step(1),
    }[event.key];
    const other = {
      '+': () => this.zoomBy(1.4),
      '-': () => this.zoomBy(1 / 1.4),
      0: () => this.fit(true),
      Enter: () => at >= 0 && app.go({ view: 'table' }),
    }[event.key];
    if (next === undefined) {
      other?.();
      return other !== undefined;
    }
    const bubble = next();
    if (bubble) {
      app.selectMethod(bubble.method.frame);
    }
    return true;
  }
}

register({ id: 'graph', title: 'Graph', create: (app, host) => new Graph(app, host) });
