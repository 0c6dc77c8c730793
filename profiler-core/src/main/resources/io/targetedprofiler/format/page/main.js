/** Opens the page. */

import { App } from './app.js';
import { el } from './dom.js';
import { File } from './report.js';
import { Shell } from './shell.js';
import { State } from './state.js';

function open() {
  const file = new File(document.getElementById('data').textContent);
  if (file.reports.length === 0) {
    document.body.append(el('p', { class: 'empty', text: 'This file holds no calls.' }));
    return;
  }
  const state = new State();
  const shell = new Shell(new App(file, state));
  state.listen(() => shell.render());
  shell.render();
}

open();
