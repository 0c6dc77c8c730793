/**
 * Places for a call graph: callers above callees, in rows that fit a width. Each bubble has its label at its
 * right; lines leave a row straight, cross only the space between rows, and pass a row between two labels.
 *
 * @typedef {object} Place of a bubble, which has a radius, a room for its label, a weight and a least depth
 * @property {number} x
 * @property {number} y
 * @property {number} row
 */

const BETWEEN_ROWS = 46;
const GUTTER = 20;
/** Two lines of text. */
const LABEL_HEIGHT = 34;

/**
 * Gives each bubble its place.
 * @param {object[]} lines with `source` and `target`, bubbles both, and `weight`
 * @returns {{top: number, bottom: number, gutters: {x: number, lines: number}[]}[]} the rows
 */
export function layOut(bubbles, lines, width) {
  setLevels(bubbles, lines);
  const callers = d3.group(lines.filter((line) => line.source.level < line.target.level), (line) => line.target);
  const rows = [];
  for (const [, level] of d3.sort(d3.group(bubbles, (bubble) => bubble.level), ([number]) => number)) {
    level.forEach((bubble) => (bubble.x = beside(callers.get(bubble))));
    inRows(level, width).forEach((bubbles) => rows.push(placeRow(bubbles, rows)));
  }
  return rows;
}

/** The points of a line, of which every second piece, from the first, is straight. */
export function routeOf({ source, target }, rows) {
  const down = target.row > source.row;
  const [near, far] = down ? ['bottom', 'top'] : ['top', 'bottom'];
  const side = down ? 1 : -1;
  if (source.row === target.row) {
    const { bottom } = rows[source.row];
    return [[source.x, source.y + source.radius], [source.x, bottom], [target.x, bottom], [target.x, target.y + target.radius]];
  }
  const points = [[source.x, source.y + side * source.radius], [source.x, rows[source.row][near]]];
  for (let at = source.row + side; at !== target.row; at += side) {
    const share = (at - source.row) / (target.row - source.row);
    const straight = source.x + share * (target.x - source.x);
    const x = passage(d3.least(rows[at].gutters, (gutter) => Math.abs(gutter.x - straight)));
    points.push([x, rows[at][far]], [x, rows[at][near]]);
  }
  points.push([target.x, rows[target.row][far]], [target.x, target.y - side * target.radius]);
  return points;
}

/** Lines that pass through the same gutter do so side by side, as long as there is room. */
function passage(gutter) {
  const at = gutter.lines++ % 5;
  return gutter.x + (at % 2 === 0 ? 1 : -1) * Math.ceil(at / 2) * 3;
}

/** One more than that of the lowest caller; a call back up, of a recursion, counts for nothing. */
function setLevels(bubbles, lines) {
  const calls = d3.group(d3.sort(lines, (line) => -line.weight), (line) => line.source);
  const open = new Set();
  const done = new Set();
  const order = [];
  const visit = (bubble) => {
    open.add(bubble);
    for (const line of calls.get(bubble) ?? []) {
      line.back = open.has(line.target);
      if (!line.back && !done.has(line.target)) {
        visit(line.target);
      }
    }
    open.delete(bubble);
    done.add(bubble);
    order.push(bubble);
  };
  for (const bubble of d3.sort(bubbles, (b) => b.depth)) {
    bubble.level = bubble.depth === 0 ? 0 : 1;
    if (!done.has(bubble)) {
      visit(bubble);
    }
  }
  for (const bubble of order.reverse()) {
    for (const { target, back } of calls.get(bubble) ?? []) {
      target.level = back ? target.level : Math.max(target.level, bubble.level + 1);
    }
  }
}

/** As few as fit the width, the heaviest in the first. */
function inRows(level, width) {
  const heaviest = d3.sort(level, (bubble) => -bubble.weight);
  for (let count = Math.ceil(d3.sum(level, roomOf) / width); ; count++) {
    const long = Math.ceil(level.length / count);
    const rows = d3.range(0, level.length, long).map((at) => heaviest.slice(at, at + long));
    if (count >= level.length || rows.every((row) => d3.sum(row, roomOf) <= width)) {
      return rows.map((row) => d3.sort(row, (bubble) => bubble.x));
    }
  }
}

/** Where its callers are, the heavier the more so. */
function beside(lines = []) {
  const weight = d3.sum(lines, (line) => line.weight + 1);
  return weight > 0 ? d3.sum(lines, (line) => (line.weight + 1) * line.source.x) / weight : 0;
}

function placeRow(bubbles, rows) {
  const above = rows[rows.length - 1];
  const half = Math.max(LABEL_HEIGHT / 2, d3.max(bubbles, (bubble) => bubble.radius));
  const top = above === undefined ? 0 : above.bottom + BETWEEN_ROWS;
  let x = -d3.sum(bubbles, roomOf) / 2;
  const gutters = [{ x, lines: 0 }];
  for (const bubble of bubbles) {
    bubble.x = x + GUTTER / 2 + bubble.radius;
    bubble.y = top + half;
    bubble.row = rows.length;
    x += roomOf(bubble);
    gutters.push({ x, lines: 0 });
  }
  return { top, bottom: top + 2 * half, gutters };
}

/** The width that a bubble and its label take. */
export function roomOf(bubble) {
  return 2 * bubble.radius + bubble.room + GUTTER;
}
