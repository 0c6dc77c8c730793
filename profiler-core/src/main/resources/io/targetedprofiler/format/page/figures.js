/** Figures as people read them. Times are nanoseconds. */

const UNITS = [
  { name: 's', nanos: 1e9 },
  { name: 'ms', nanos: 1e6 },
  { name: 'µs', nanos: 1e3 },
  { name: 'ns', nanos: 1 },
];

/** What is not exact bears this mark. */
export const ESTIMATE = '≈';

/** What other threads ran bears this one, as in the log. */
export const HANDED_OVER = '⇢';

/** A statement that one path executes again and again bears this one, as in the log. */
export const REPEATED = 'N+1';

/** @param {number} n */
export function count(n) {
  return Math.round(n).toLocaleString('en-US');
}

/** `1 call`, `2 calls`. */
export function counted(n, thing) {
  return `${count(n)} ${thing}${n === 1 ? '' : thing.endsWith('s') ? 'es' : 's'}`;
}

/** A time in the unit that suits it: `46.73 ms`. */
export function time(nanos, estimated = false) {
  const unit = UNITS.find((u) => nanos >= u.nanos) ?? UNITS[3];
  return mark(estimated) + scaled(nanos, unit) + ' ' + unit.name;
}

/** To the nanosecond. */
export function exact(nanos, estimated = false) {
  return mark(estimated) + count(nanos) + ' ns';
}

/** @returns a share as percent, `n/a` of nothing */
export function percent(part, whole) {
  if (!(whole > 0)) {
    return 'n/a';
  }
  const share = (100 * part) / whole;
  return (share > 0 && share < 0.05 ? '<0.1' : share.toFixed(1)) + ' %';
}

/** Without zeros at the end, as at an axis: `20 ms`. */
export function roundTime(nanos) {
  return nanos === 0 ? '0' : time(nanos).replace(/\.?0+ /, ' ').replace(/^$/, '0');
}

/**
 * The one unit of a column whose largest time is this one; `text` gives a time without its unit. Up
 * to 100 s are milliseconds: there are small times in a column, too.
 */
export function scaleFor(nanos) {
  const unit = UNITS.find((u) => nanos >= (u.name === 's' ? 100 * u.nanos : u.nanos)) ?? UNITS[3];
  const digits = unit.nanos === 1 ? 0 : nanos < 10 * unit.nanos ? 3 : 2;
  const format = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return {
    unit: unit.name,
    text: (time, estimated = false) => mark(estimated) + (time / unit.nanos).toLocaleString('en-US', format),
  };
}

/** What else was counted, as a line if there is anything: `batch 5, rows 5`. */
export function countersOf(counters) {
  const told = Object.entries(counters ?? {}).sort().map(([name, value]) => `${name} ${count(value)}`);
  return told.length > 0 ? [told.join(', ')] : [];
}

/** Decimal units, as in the log: `92.5 kB`. */
export function bytes(n) {
  const names = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = n < 1 ? 0 : Math.min(names.length - 1, Math.floor(Math.log10(n) / 3));
  return (power === 0 ? String(n) : (n / 1000 ** power).toFixed(1)) + ' ' + names[power];
}

function scaled(nanos, unit) {
  const value = nanos / unit.nanos;
  return unit.nanos === 1 ? String(Math.round(value)) : value.toFixed(value < 10 ? 3 : value < 100 ? 2 : 1);
}

function mark(estimated) {
  return estimated ? ESTIMATE : '';
}
