/** The file: its calls, and what is shown of them at one time. */

import { frameOf } from './frames.js';
import { edgesOf, methodsOf } from './methods.js';
import { treeOf } from './tree.js';
import { bytes, count, counted, ESTIMATE, time } from './figures.js';

/** Written together with this page; see FORMAT.md. Fields that are not known here are left alone. */
const MAJOR_VERSION = 1;

export class File {
  constructor(text) {
    const raw = JSON.parse(text);
    if (raw.format !== 'targeted-profiler' || parseInt(raw.version, 10) !== MAJOR_VERSION) {
      throw new Error(`no data of version ${MAJOR_VERSION}: ${raw.format} ${raw.version}`);
    }
    this.raw = raw;
    this.frames = raw.frames.map(frameOf);
    this.reports = raw.reports;
    this.profiles = profilesOf(this.reports);
    this.scopes = new Map();
  }

  /** What a state shows: one call, or all calls of one profile. */
  scope(state) {
    const call = this.reports[state.call];
    const key = call ? `call ${state.call}` : `tree ${state.tree}`;
    if (!this.scopes.has(key)) {
      const profile = this.profiles[state.tree] ?? this.profiles[0];
      const made = call ? new Scope(this, [call]) : new Scope(this, profile.reports);
      if (this.scopes.size > 20) {
        this.scopes.clear();
      }
      this.scopes.set(key, made);
    }
    return this.scopes.get(key);
  }
}

/** Calls that are shown together, with all that is summed up of them, at the first need. */
export class Scope {
  #methods;
  #edges;

  constructor(file, reports) {
    this.file = file;
    this.frames = file.frames;
    this.reports = reports;
    this.tree = treeOf(reports);
    this.profile = reports[0].profile;
    this.total = this.tree.root.total;
  }

  get methods() {
    return (this.#methods ??= methodsOf(this.tree));
  }

  get edges() {
    return (this.#edges ??= edgesOf(this.tree));
  }

  /** The only call, if it is one. */
  get single() {
    return this.reports.length === 1 ? this.reports[0] : null;
  }
}

/** As the log tells profiles apart: by name and by method. */
function profilesOf(reports) {
  const profiles = new Map();
  for (const report of reports) {
    const key = `${report.tree.nodes[0].frame} ${report.profile}`;
    if (!profiles.has(key)) {
      profiles.set(key, { name: report.profile, reports: [] });
    }
    profiles.get(key).reports.push(report);
  }
  return [...profiles.values()];
}

/** What is known of one call beside its tree: pairs of name and text. */
export function factsOf(report) {
  const facts = [
    ['wall', time(report.wallNanos)],
    ['cpu', report.cpuNanos === undefined ? 'n/a' : time(report.cpuNanos)],
    ['alloc', report.allocatedBytes === undefined ? 'n/a' : bytes(report.allocatedBytes)],
  ];
  if (report.collections > 0) {
    facts.push(['gc', `${report.collectionMillis} ms (${report.collections})`]);
  }
  facts.push(['outcome', outcomeOf(report)]);
  if (report.wallNanos >= report.thresholdNanos) {
    facts.push(['over threshold', time(report.thresholdNanos)]);
  }
  facts.push(['thread', report.thread ?? ''], ['started', startedOf(report)], ['report', `#${report.id ?? 0}`]);
  return facts;
}

export function outcomeOf(report) {
  return report.outcome === 'threw' ? `threw ${report.exception ?? ''}` : report.outcome;
}

export function startedOf(report) {
  return report.started.replace('T', ' ').replace('Z', ' UTC');
}

/** `cartId=42, items=3`; empty if none were captured. */
export function argumentsOf(report) {
  return pairs(report.arguments);
}

/** `plan=gold, region=eu`; empty if its target has none. */
export function tagsOf(report) {
  return pairs(report.tags);
}

function pairs(list) {
  return (list ?? []).map((pair) => `${pair.name}=${pair.value}`).join(', ');
}

/** What stands in the way of reading the tree as the whole truth, and what it cost to record. */
export function notesOf(scope) {
  const sum = (figure) => scope.reports.reduce((all, report) => all + (figure(report) ?? 0), 0);
  const notes = [];
  const say = (n, text) => n > 0 && notes.push(text(n));
  say(sum((r) => r.tree.losses?.belowDepthLimit), (n) => `${counted(n, 'call')} below the depth limit folded into callers`);
  say(sum((r) => r.tree.losses?.beyondNodeLimit), (n) => `${counted(n, 'call')} beyond the node limit in (truncated)`);
  say(sum((r) => r.tree.losses?.missedExits), (n) => `${counted(n, 'missed exit')} closed with the caller`);
  say(sum((r) => Number(r.tree.losses?.stopped ?? false)), () => 'recording stopped early, out of memory');
  say(sum((r) => r.timeline?.omitted), (n) => `${counted(n, 'call')} left out of the waterfall, beyond its limit or untimed`);
  if (scope.tree.nodes.some((node) => node.estimated)) {
    notes.push(`${ESTIMATE} estimated, max of the timed calls only`);
  }
  say(sum((r) => r.tree.reconciledNanos), (n) => `estimates cut by ${time(n)} to fit their callers`);
  const demoted = new Set(scope.reports.flatMap((r) => r.tree.demoted ?? []));
  say(demoted.size, (n) => `${counted(n, 'tiny method')} switched off to keep to the overhead budget, not counted: ${names(demoted, scope)}`);
  const tasks = scope.reports.flatMap((r) => r.tree.async ?? []);
  const handedOver = tasks.reduce((all, task) => all + (task.handedOver ?? 0), 0);
  const busy = tasks.reduce((all, task) => all + task.nodes[0].totalNanos, 0);
  say(tasks.length, () => `${counted(handedOver, 'task')} on other threads, ${time(busy)} in all, not drawn on this page`);
  const probes = sum((r) => r.tree.cost?.probes);
  notes.push(`profiler's own cost ${time(sum((r) => r.tree.cost?.nanos))}, deducted (${count(probes)} pairs of probes)`);
  return notes;
}

function names(frames, scope) {
  const labels = [...frames].map((frame) => scope.frames[frame].label);
  const more = labels.length - 5;
  return labels.slice(0, 5).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
