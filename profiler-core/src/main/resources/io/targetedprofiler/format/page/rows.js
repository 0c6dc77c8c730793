/**
 * A table of any length: sortable, usable by keys, and only the rows that are seen are elements.
 *
 * @typedef {object} Column
 * @property {string} id
 * @property {string|(() => string)} title
 * @property {(row: any) => number|string} value what is sorted by
 * @property {(row: any) => string} [text] what is shown; else the value
 * @property {(row: any) => string} [tip]
 * @property {boolean} [number] aligned right, largest first
 */

import { el } from './dom.js';

const ROW = 26;
const SPARE = 8;

export class Rows {
  #columns;
  #handlers;
  #rows = [];
  #key = null;
  #drawn = [];
  #head;
  #body;
  #window;

  /**
   * @param {Column[]} columns
   * @param {object} handlers `pick(row)`, `open(row)` for Enter and double click, `sort(column id)`,
   *     `key(row)` its identity, `dim(row)` whether it is in the background
   */
  constructor(host, label, columns, handlers) {
    this.#columns = columns;
    this.#handlers = handlers;
    this.#head = el('tr');
    this.#body = el('tbody');
    const table = el('table', { 'aria-label': label }, el('thead', {}, this.#head), this.#body);
    this.#window = el('div', { class: 'window rows', tabindex: 0 }, table);
    this.#window.addEventListener('scroll', () => this.#scrolled());
    this.#window.addEventListener('keydown', (event) => {
      if (event.target === this.#window && !event.altKey && !event.ctrlKey && !event.metaKey && this.key(event)) {
        event.preventDefault();
      }
    });
    new ResizeObserver(() => this.#scrolled()).observe(this.#window);
    host.append(this.#window);
  }

  /** `sort`: a column's id, with a minus before it for largest first. */
  show(rows, sort, selected) {
    const column = this.#columns.find((c) => c.id === sort.replace('-', '')) ?? this.#columns[0];
    const sign = sort.startsWith('-') ? -1 : 1;
    this.#rows = [...rows].sort((a, b) => sign * compare(column.value(a), column.value(b)));
    const moved = selected !== this.#key;
    this.#key = selected;
    this.#drawHead(column, sign);
    const at = this.#index();
    this.#draw();
    if (moved && at >= 0) {
      this.#reveal(at);
      this.#scrolled();
    }
  }

  #index() {
    return this.#rows.findIndex((row) => this.#handlers.key(row) === this.#key);
  }

  #drawHead(sorted, sign) {
    this.#head.replaceChildren(
      ...this.#columns.map((column) => {
        const active = column === sorted;
        const title = typeof column.title === 'function' ? column.title() : column.title;
        const next = active ? (sign < 0 ? '' : '-') : column.number ? '-' : '';
        return el(
          'th',
          {
            scope: 'col',
            class: column.number ? 'number' : 'text',
            'data-column': column.id,
            'aria-sort': active ? (sign < 0 ? 'descending' : 'ascending') : 'none',
          },
          el('button', {
            type: 'button',
            title: column.help ?? `Sort by ${title}`,
            text: title + (active ? (sign < 0 ? ' ▾' : ' ▴') : ''),
            onclick: () => this.#handlers.sort(next + column.id),
          }),
        );
      }),
    );
  }

  #range() {
    const { scrollTop, clientHeight } = this.#window;
    const first = Math.max(0, Math.floor(scrollTop / ROW) - SPARE);
    return [first, Math.min(this.#rows.length, Math.ceil((scrollTop + clientHeight) / ROW) + SPARE)];
  }

  /** Rows that are there already stay the same elements: a pointer may be about to click at one. */
  #scrolled() {
    if (String(this.#range()) !== String(this.#drawn)) {
      this.#draw();
    }
  }

  #draw() {
    this.#drawn = this.#range();
    const [first, last] = this.#drawn;
    const rows = [];
    for (let i = first; i < last; i++) {
      rows.push(this.#row(this.#rows[i]));
    }
    this.#body.replaceChildren(this.#gap(first), ...rows, this.#gap(this.#rows.length - last));
  }

  #row(row) {
    const { pick, open, key, dim } = this.#handlers;
    const selected = key(row) === this.#key;
    return el(
      'tr',
      {
        class: dim?.(row) ? 'dim' : undefined,
        'aria-selected': selected ? 'true' : undefined,
        'data-key': key(row),
        onclick: () => pick(row),
        ondblclick: () => open?.(row),
      },
      ...this.#columns.map((column) => {
        const text = column.text ? column.text(row) : String(column.value(row));
        return el('td', {
          class: column.number ? 'number' : 'text',
          title: column.tip ? column.tip(row) : text,
          'data-column': column.id,
          text,
        });
      }),
    );
  }

  #gap(rows) {
    const cell = el('td', { colspan: this.#columns.length });
    cell.style.height = `${Math.max(0, rows) * ROW}px`;
    return el('tr', { class: 'gap', 'aria-hidden': 'true' }, cell);
  }

  #reveal(index) {
    const top = index * ROW;
    const { scrollTop, clientHeight } = this.#window;
    if (top < scrollTop || top + 2 * ROW > scrollTop + clientHeight) {
      this.#window.scrollTop = top - clientHeight / 2;
    }
  }

  /** Whether it was one of its keys. */
  key({ key }) {
    const moves = { ArrowDown: 1, ArrowUp: -1, PageDown: 15, PageUp: -15, Home: -Infinity, End: Infinity };
    const at = this.#index();
    if (key in moves && this.#rows.length > 0) {
      const next = Math.min(this.#rows.length - 1, Math.max(0, at + moves[key]));
      this.#handlers.pick(this.#rows[next]);
    } else if (key === 'Enter' && at >= 0) {
      this.#handlers.open?.(this.#rows[at]);
    } else {
      return false;
    }
    return true;
  }
}

function compare(a, b) {
  return typeof a === 'string' ? a.localeCompare(b) : a - b;
}
