/** Who calls whom: bubbles whose area is self time, lines as wide as the time that passes along them. */

import { Canvas, fitted } from '../canvas.js';
import { button, choice, el } from '../dom.js';
import { CHOSEN, fillOf, INK, themed } from '../look.js';
import { counted, count, percent, time } from '../figures.js';
import { register } from '../registry.js';

const SIZES = [30, 60, 120, 250];
const LARGEST = 58;
/** Smaller ones could be neither seen nor hit. */
const SMALLEST = 4;

/** A method with so many callers and callees is a hub: its lines are faint, for they would hide the others. */
const HUB = 8;

class Graph {
  constructor(app, host) {
    this.app = app;
    this.size = choice('How many methods', SIZES.map((n) => [String(n), `${n} heaviest`]), (value) => app.go({ methods: value }));
    this.caption = el('span', { class: 'caption' });
    const tools = el('div', { class: 'tools' },
      button('+', 'Larger', () => this.zoomBy(1.4)), button('−', 'Smaller', () => this.zoomBy(1 / 1.4)),
      button('Fit', 'Show all', () => this.fit(true)), this.size, this.caption);
    host.append(tools);
    this.canvas = new Canvas(host, 'Call graph: the area of a bubble is self time', {
      draw: (context) => this.draw(context),
      tip: (bubble) => app.tipOfMethod(bubble.method.frame),
      pick: (bubble) => app.selectMethod(bubble.method.frame),
      open: () => app.go({ view: 'table' }),
      hover: (bubble) => ((this.hovered = bubble), this.canvas.redraw()),
      resized: () => this.bubbles && (this.settle(), this.fit(false)),
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
      radius: Math.max(SMALLEST, LARGEST * Math.sqrt(method.self / most)),
      level: method.nodes.reduce((least, node) => Math.min(least, node.depth), Infinity),
      neighbours: 0,
    }));
    const byFrame = new Map(this.bubbles.map((bubble) => [bubble.method.frame, bubble]));
    this.lines = scope.edges
      .filter((edge) => edge.from !== edge.to && byFrame.has(edge.from) && byFrame.has(edge.to))
      .map((edge) => ({ source: byFrame.get(edge.from), target: byFrame.get(edge.to), edge }));
    this.lines.forEach(({ source, target }) => (source.neighbours++, target.neighbours++));
    this.settle();
  }

  /** What is not drawn is said, above all if it is what was selected. */
  say() {
    const { app, bubbles, scope } = this;
    const left = scope.methods.size - bubbles.length;
    const lost = app.method >= 0 && !bubbles.some((bubble) => bubble.method.frame === app.method);
    this.caption.textContent = counted(bubbles.length, 'method')
      + (left > 0 ? `; ${count(left)} lighter ones not drawn` : '')
      + (lost ? `, among them ${scope.frames[app.method].label}` : '');
  }

  /** Callers above callees, each level in rows of what has room, near those who call it. */
  settle() {
    const levels = d3.groups(this.bubbles, (bubble) => bubble.level).sort((a, b) => a[0] - b[0]);
    const wide = this.wide();
    let y = 0;
    for (const [, level] of levels) {
      level.forEach((bubble) => (bubble.x = this.besideCallers(bubble)));
      level.sort((a, b) => a.x - b.x || b.method.total - a.method.total);
      const rows = Math.ceil(level.length / wide);
      for (let i = 0; i < rows; i++) {
        const row = level.filter((_, at) => at % rows === i);
        const radius = row.reduce((most, bubble) => Math.max(most, bubble.radius), 0);
        const width = row.reduce((sum, bubble) => sum + roomOf(bubble), 0);
        let x = -width / 2 + (rows > 1 && wide > 3 ? (i % 2 === 0 ? -40 : 40) : 0);
        for (const bubble of row) {
          bubble.x = x + roomOf(bubble) / 2;
          bubble.y = y + radius;
          x += roomOf(bubble);
        }
        y += 2 * radius + 62;
      }
      y += 16;
    }
  }

  /** How many bubbles stand side by side. */
  wide() {
    const room = Math.max(2, Math.floor(this.canvas.width / 175));
    return Math.min(room, Math.max(5, Math.ceil(Math.sqrt(this.bubbles.length * 1.6))));
  }

  besideCallers(bubble) {
    const callers = this.lines.filter((l) => l.target === bubble && l.source.level < bubble.level);
    const weight = d3.sum(callers, (l) => l.edge.total + 1);
    return weight > 0 ? d3.sum(callers, (l) => (l.edge.total + 1) * l.source.x) / weight : 0;
  }

  isHub(bubble) {
    return bubble.neighbours >= HUB && bubble.neighbours > this.bubbles.length / 8;
  }

  fit(push) {
    const [left, right] = d3.extent(this.bubbles.flatMap((b) => [b.x - roomOf(b) / 2, b.x + roomOf(b) / 2]));
    const [top, bottom] = d3.extent(this.bubbles.flatMap((b) => [b.y - b.radius - 10, b.y + b.radius + 44]));
    const { width, height } = this.canvas;
    if (width === 0) {
      return;
    }
    const legible = Math.min(0.8, width / (right - left));
    const k = Math.max(legible, Math.min(1.6, width / (right - left), height / (bottom - top)));
    const y = Math.max(0, (height - k * (bottom - top)) / 2);
    this.home = d3.zoomIdentity.translate(width / 2, y).scale(k).translate(-(left + right) / 2, -top);
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

  line(context, { source, target, edge }, near) {
    const from = this.view.apply([source.x, source.y]);
    const to = this.view.apply([target.x, target.y]);
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1;
    const cut = (target.radius * this.view.k + 3) / length;
    const end = [to[0] - (to[0] - from[0]) * cut, to[1] - (to[1] - from[1]) * cut];
    const width = 1 + 7 * Math.sqrt(edge.total / (this.scope.total || 1)) * Math.min(1.4, this.view.k);
    context.strokeStyle = context.fillStyle = near ? themed('accent') : themed('edge');
    context.lineWidth = width;
    context.beginPath();
    context.moveTo(...from);
    context.lineTo(...end);
    context.stroke();
    const angle = Math.atan2(to[1] - from[1], to[0] - from[0]);
    const head = 5 + width;
    context.beginPath();
    context.moveTo(...end);
    context.lineTo(end[0] - head * Math.cos(angle - 0.4), end[1] - head * Math.sin(angle - 0.4));
    context.lineTo(end[0] - head * Math.cos(angle + 0.4), end[1] - head * Math.sin(angle + 0.4));
    context.fill();
    context.lineWidth = 1;
  }

  /** Heaviest first; what would lie upon another label waits until it is selected or pointed at. */
  labels(context, dimmed, isPicked) {
    const isWanted = (bubble) => bubble === this.hovered || isPicked(bubble);
    const taken = [];
    const order = [...this.bubbles].sort((a, b) => isWanted(b) - isWanted(a) || b.method.self - a.method.self || b.method.total - a.method.total);
    context.textAlign = 'center';
    for (const bubble of order) {
      const [x, y] = this.view.apply([bubble.x, bubble.y]);
      const radius = bubble.radius * this.view.k;
      const inside = radius > 52;
      const text = fitted(context, bubble.frame.label, inside ? Math.max(80, 2 * radius - 8) : 170);
      const figure = `${time(bubble.method.self, bubble.method.selfEstimated)}  ${percent(bubble.method.self, this.scope.total)}`;
      const width = Math.max(context.measureText(text).width, bubble.method.self > 0 ? context.measureText(figure).width : 0) + 8;
      const top = inside ? y - 16 : y + radius + 3;
      const place = { left: x - width / 2, right: x + width / 2, top, bottom: top + 31 };
      const free = taken.every((t) => place.right < t.left || place.left > t.right || place.bottom < t.top || place.top > t.bottom);
      if (!free && !isWanted(bubble)) {
        continue;
      }
      taken.push(place);
      context.globalAlpha = dimmed(bubble.method.frame) ? 0.4 : 1;
      if (!inside) {
        context.strokeStyle = themed('ground');
        context.lineWidth = 4;
        context.lineJoin = 'round';
        context.strokeText(text, x, top + 8);
        context.strokeText(figure, x, top + 23);
      }
      context.fillStyle = inside ? INK : themed('text');
      context.fillText(text, x, top + 8);
      context.fillStyle = inside ? INK : themed('muted');
      context.fillText(figure, x, top + 23);
    }
    context.globalAlpha = 1;
    context.textAlign = 'start';
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
    if (next === undefined) {
      if (event.key === 'Enter' && at >= 0) {
        app.go({ view: 'table' });
        return true;
      }
      return false;
    }
    const bubble = next();
    if (bubble) {
      app.selectMethod(bubble.method.frame);
    }
    return true;
  }
}

/** The width that a bubble and its label take. */
function roomOf(bubble) {
  return Math.max(2 * bubble.radius + 30, 190);
}

register({ id: 'graph', title: 'Graph', create: (app, host) => new Graph(app, host) });
