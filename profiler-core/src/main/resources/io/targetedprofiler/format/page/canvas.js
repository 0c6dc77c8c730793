/**
 * A canvas as large as its window onto a drawing of any height: however much there is, only what is
 * seen is drawn. It remembers the boxes that it drew, so what is under the pointer needs no second
 * geometry.
 */

import { el, tooltip } from './dom.js';
import { CHOSEN } from './look.js';

export const FONT = '12px system-ui, sans-serif';

export class Canvas {
  #context;
  #window;
  #content;
  #waiting = false;
  #hovered = null;

  /**
   * @param {HTMLElement} host
   * @param {object} handlers `draw(canvas)`; and of an item that was given to {@link box}:
   *     `tip(item)` its lines, `pick(item)`, `open(item)` for a double click, `hover(item)`
   */
  constructor(host, label, handlers) {
    this.handlers = handlers;
    this.element = el('canvas', { tabindex: 0, role: 'img', 'aria-label': label });
    this.#content = el('div', { class: 'content' }, this.element);
    this.#window = el('div', { class: 'window' }, this.#content);
    this.#context = this.element.getContext('2d');
    this.boxes = [];
    host.append(this.#window);
    this.element.drawing = this;
    this.#listen();
  }

  get width() {
    return this.#window.clientWidth;
  }

  get height() {
    return this.#window.clientHeight;
  }

  get top() {
    return this.#window.scrollTop;
  }

  set contentHeight(pixels) {
    this.#content.style.height = `${Math.max(pixels, this.height)}px`;
  }

  /** Scrolls only if that part cannot be seen. */
  reveal(top, height) {
    if (top < this.top) {
      this.#window.scrollTop = top;
    } else if (top + height > this.top + this.height) {
      this.#window.scrollTop = top + height - this.height;
    }
  }

  scrollTo(top) {
    this.#window.scrollTop = top;
  }

  /** Of a text as it will be drawn. */
  widthOf(text) {
    this.#context.font = FONT;
    return this.#context.measureText(text).width;
  }

  redraw() {
    if (!this.#waiting) {
      this.#waiting = true;
      requestAnimationFrame(() => {
        this.#waiting = false;
        this.#draw();
      });
    }
  }

  /** Remembers what was drawn where, in pixels of the window; the last one drawn is on top. */
  box(x, y, width, height, item) {
    this.boxes.push({ x, y, width, height, item });
  }

  at(x, y) {
    for (let i = this.boxes.length - 1; i >= 0; i--) {
      const box = this.boxes[i];
      if (x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height) {
        return box.item;
      }
    }
    return null;
  }

  #draw() {
    const { width, height } = this;
    if (width === 0 || height === 0) {
      return;
    }
    const ratio = devicePixelRatio || 1;
    if (this.element.width !== Math.round(width * ratio) || this.element.height !== Math.round(height * ratio)) {
      this.element.width = Math.round(width * ratio);
      this.element.height = Math.round(height * ratio);
      this.element.style.width = `${width}px`;
      this.element.style.height = `${height}px`;
    }
    this.boxes = [];
    this.#context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.#context.clearRect(0, 0, width, height);
    this.#context.font = FONT;
    this.#context.textBaseline = 'middle';
    this.#context.lineWidth = 1;
    this.handlers.draw(this.#context, this);
  }

  #listen() {
    const { element, handlers } = this;
    const item = (event) => this.at(event.offsetX, event.offsetY);
    new ResizeObserver(() => (this.handlers.resized?.(), this.redraw())).observe(this.#window);
    this.#window.addEventListener('scroll', () => this.redraw());
    element.addEventListener('pointermove', (event) => {
      const found = item(event);
      element.style.cursor = found ? 'pointer' : 'default';
      if (found) {
        tooltip.show(handlers.tip(found), event.clientX, event.clientY);
      } else {
        tooltip.hide();
      }
      if (found !== this.#hovered) {
        this.#hovered = found;
        handlers.hover?.(found);
      }
    });
    element.addEventListener('pointerleave', () => {
      tooltip.hide();
      this.#hovered = null;
      handlers.hover?.(null);
    });
    element.addEventListener('click', (event) => {
      const found = item(event);
      if (found) {
        handlers.pick(found);
      }
    });
    element.addEventListener('dblclick', (event) => {
      const found = item(event);
      if (found) {
        handlers.open?.(found);
      }
    });
  }
}

/** What ends a line, or turns its direction, for what is drawn beside it, too. */
const UNSEEN = /[\u0000-\u001f\u007f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]+/g;

/** As much of a text as fits, with an ellipsis where it was cut; nothing if that would say nothing. */
export function fitted(context, text, width) {
  if (width < 14) {
    return '';
  }
  // No measuring of what is far too long: a name may have any length.
  const start = text.length * 3 > width ? text.slice(0, Math.ceil(width / 3)) : text;
  const line = start.replace(UNSEEN, ' ');
  if (start.length === text.length && context.measureText(line).width <= width) {
    return line;
  }
  let low = 0;
  let high = line.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (context.measureText(line.slice(0, middle) + '…').width <= width) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low < 3 ? '' : line.slice(0, low) + '…';
}

/** Stripes over a fill: what ran beside, on another thread. */
export function hatch(context, x, y, width, height) {
  context.save();
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
  context.strokeStyle = 'rgba(10, 14, 20, 0.22)';
  context.lineWidth = 2;
  context.beginPath();
  for (let at = Math.floor((x - height) / 8) * 8; at < x + width; at += 8) {
    context.moveTo(at, y + height);
    context.lineTo(at + height, y);
  }
  context.stroke();
  context.restore();
}

/** A frame around what is selected, seen on any fill and in both themes. */
export function outline(context, x, y, width, height) {
  context.strokeStyle = CHOSEN;
  context.lineWidth = 3;
  context.strokeRect(x + 1, y + 1, Math.max(1, width - 2), Math.max(1, height - 2));
  context.strokeStyle = '#ffffff';
  context.lineWidth = 1;
  context.strokeRect(x + 3, y + 3, Math.max(0, width - 6), Math.max(0, height - 6));
  context.lineWidth = 1;
}
