/** Elements. What comes from a report becomes text and never markup. */

/**
 * @param {string} tag
 * @param {object} [attributes] `onclick` and the like are listeners, `text` the content
 * @param {...(Node|string)} children
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'text') {
      element.textContent = value;
    } else if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (value !== false && value !== undefined) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children);
  return element;
}

export function button(text, title, onclick) {
  return el('button', { type: 'button', text, title, onclick });
}

/** One of a few choices. @param {[string, string][]} choices value and text */
export function choice(label, choices, onchange) {
  const select = el('select', { 'aria-label': label, onchange: () => onchange(select.value) });
  select.append(...choices.map(([value, text]) => el('option', { value, text })));
  return select;
}

export function download(name, type, content) {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = el('a', { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** The one tooltip: lines of text beside the pointer. */
class Tooltip {
  #box = null;

  show(lines, x, y) {
    this.#box ??= document.body.appendChild(el('div', { class: 'tooltip', role: 'tooltip' }));
    const box = this.#box;
    box.replaceChildren(...lines.map((line) => el('div', { text: line })));
    box.hidden = false;
    const { width, height } = box.getBoundingClientRect();
    const left = x + 14 + width > innerWidth ? x - width - 10 : x + 14;
    const top = y + 18 + height > innerHeight ? y - height - 10 : y + 18;
    box.style.left = `${Math.max(4, left)}px`;
    box.style.top = `${Math.max(4, top)}px`;
  }

  hide() {
    if (this.#box) {
      this.#box.hidden = true;
    }
  }
}

export const tooltip = new Tooltip();
