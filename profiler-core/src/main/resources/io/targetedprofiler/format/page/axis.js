/** A time axis along the top of a canvas, and its lines down through it. */

import { roundTime } from './figures.js';
import { themed } from './look.js';

export const AXIS = 24;

export function drawGrid(context, canvas, scale) {
  context.fillStyle = themed('grid');
  for (const tick of ticksOf(scale)) {
    context.fillRect(Math.round(scale(tick)), AXIS, 1, canvas.height - AXIS);
  }
}

/** Over all that has scrolled beneath it. `left`: where names end. */
export function drawAxis(context, canvas, scale, left) {
  context.fillStyle = themed('ground');
  context.fillRect(0, 0, canvas.width, AXIS);
  context.strokeStyle = themed('line');
  context.strokeRect(-1, AXIS - 0.5, canvas.width + 2, 0);
  context.fillStyle = themed('muted');
  let free = left;
  for (const tick of ticksOf(scale)) {
    const text = roundTime(tick);
    const width = context.measureText(text).width;
    const at = Math.min(scale(tick) - width / 2, canvas.width - width - 4);
    if (at > free) {
      context.fillText(text, at, AXIS / 2);
      free = at + width + 8;
    }
  }
}

function ticksOf(scale) {
  const [left, right] = scale.range();
  return scale.ticks(Math.max(2, Math.floor((right - left) / 110)));
}
