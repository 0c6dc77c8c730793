/** What is shown, in other programs' formats; made here, from the data of the page. */

import { pprofOf } from './pprof.js';
import { eachStack } from './stacks.js';
import { treeOf } from './tree.js';

const TRUNCATED = '(truncated)';

/** @type {{name: string, extension: string, type: string, make: (scope: Scope) => any}[]} */
export const EXPORTS = [
  { name: 'JSON', extension: 'json', type: 'application/json', make: json },
  { name: 'speedscope', extension: 'speedscope.json', type: 'application/json', make: speedscope },
  { name: 'pprof', extension: 'pprof.pb.gz', type: 'application/octet-stream', make: pprofOf },
  { name: 'Collapsed stacks', extension: 'collapsed.txt', type: 'text/plain', make: collapsed },
];

function json(scope) {
  return JSON.stringify({ ...scope.file.raw, reports: scope.reports });
}

function speedscope(scope) {
  const ordered = scope.reports.filter((report) => report.timeline?.segments?.length > 0);
  const others = scope.reports.filter((report) => !ordered.includes(report));
  return JSON.stringify({
    $schema: 'https://www.speedscope.app/file-format-schema.json',
    exporter: 'targeted-profiler',
    name: scope.profile,
    activeProfileIndex: 0,
    profiles: [...ordered.map(evented), ...(others.length > 0 ? [sampled(scope, others)] : [])],
    shared: {
      frames: [...scope.frames, { full: TRUNCATED, file: '' }].map((frame) => ({
        name: frame.full,
        ...(frame.file === '' ? {} : { file: frame.file }),
        ...(frame.file !== '' && frame.line > 0 ? { line: frame.line } : {}),
      })),
    },
  });
}

function sampled(scope, reports) {
  const samples = [];
  const weights = [];
  const tree = reports.length === scope.reports.length ? scope.tree : treeOf(reports);
  eachStack(scope, tree, (stack, calls, self) => {
    samples.push([...stack]);
    weights.push(self);
  });
  return {
    type: 'sampled', name: `${scope.profile}, calls: ${tree.root.calls}`, unit: 'nanoseconds',
    startValue: 0, endValue: weights.reduce((sum, weight) => sum + weight, 0), samples, weights,
  };
}

function evented(report) {
  const events = [];
  const open = [];
  let now = 0;
  const close = (depth) => {
    while (open.length > depth) {
      const { frame, end } = open.pop();
      now = Math.max(now, end);
      events.push({ type: 'C', frame, at: now });
    }
  };
  for (const { frame, depth, startNanos, durationNanos } of report.timeline.segments) {
    close(depth);
    now = Math.max(now, startNanos);
    events.push({ type: 'O', frame, at: now });
    const end = Math.max(now, startNanos + durationNanos);
    open.push({ frame, end: open.length > 0 ? Math.min(end, open[open.length - 1].end) : end });
  }
  close(0);
  const omitted = report.timeline.omitted > 0 ? `, ${report.timeline.omitted} calls omitted` : '';
  return {
    type: 'evented', name: `${report.profile} #${report.id} (${report.thread})${omitted}`, unit: 'nanoseconds',
    startValue: 0, endValue: now, events,
  };
}

/** Self time in microseconds; what is less is carried over, so that the sum is right. */
function collapsed(scope) {
  const names = [...scope.frames.map((frame) => lineOf(frame.full)), TRUNCATED];
  const lines = [];
  let carried = 500;
  eachStack(scope, scope.tree, (stack, calls, self) => {
    carried += self;
    const micros = Math.floor(carried / 1000);
    carried %= 1000;
    if (micros > 0) {
      lines.push(`${stack.map((frame) => names[frame]).join(';')} ${micros}\n`);
    }
  });
  return lines.length > 0 ? lines.join('') : `${names[scope.tree.root.frame]} 0\n`;
}

/** The format has neither semicolons nor line ends in names, nor a number at their end. */
function lineOf(name) {
  const line = name.replaceAll(';', ':').replace(/[\p{Cc}\u2028\u2029]/gu, ' ').trim();
  return line === '' ? '(unnamed)' : line.replace(/\s(?=\d+(\.\d*)?$)/, '_');
}
