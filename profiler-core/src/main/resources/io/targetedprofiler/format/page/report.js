/** The file: its calls, and what is shown of them at one time. */

import { frameOf, SQL } from './frames.js';
import { edgesOf, methodsOf } from './methods.js';
import { REPEATED_FROM, repeatedOf, treeOf } from './tree.js';
import { bytes, count, counted, ESTIMATE, HANDED_OVER, REPEATED, time } from './figures.js';

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
    this.supplements = d3.group(this.reports.filter(isSupplement), callOf);
    this.profiles = profilesOf(this.reports);
    this.scopes = new Map();
  }

  /** What a state shows: one call, or all calls of one profile. */
  scope(state) {
    const call = this.reports[state.call];
    const key = call ? `call ${state.call}` : `tree ${state.tree}`;
    if (!this.scopes.has(key)) {
      const profile = this.profiles[state.tree] ?? this.profiles[0];
      const made = new Scope(this, call ? [call, ...this.supplementsOf(call)] : profile.reports);
      if (this.scopes.size > 20) {
        this.scopes.clear();
      }
      this.scopes.set(key, made);
    }
    return this.scopes.get(key);
  }

  /** What came in after the report of a call was made. */
  supplementsOf(call) {
    return isSupplement(call) ? [] : (this.supplements.get(callOf(call)) ?? []);
  }
}

/** Whether it is no call of its own, but tasks that ended after the report of one. */
function isSupplement(report) {
  return report.supplement > 0;
}

function callOf(report) {
  return `${report.id} ${report.started} ${report.profile}`;
}

/** The calls among reports; a file may hold a supplement alone, which then stands for its call. */
export function callsOf(reports) {
  const calls = reports.filter((report) => !isSupplement(report));
  return calls.length > 0 ? calls : reports.slice(0, 1);
}

/** Calls that are shown together, with all that is summed up of them, at the first need. */
export class Scope {
  #methods;
  #edges;

  constructor(file, reports) {
    this.file = file;
    this.frames = file.frames;
    this.reports = reports;
    this.calls = callsOf(reports);
    this.tree = treeOf(reports);
    this.profile = reports[0].profile;
    this.total = this.tree.root.total;
    this.busy = this.tree.root.busy;
    this.handedOver = new Set(this.tree.roots.filter((node) => node.work !== null).map((node) => node.frame));
    this.repeated = repeatedOf(this.tree, (node) => this.frames[node.frame].pack === SQL);
    this.repeatedFrames = new Set([...this.repeated].map((node) => node.frame));
  }

  /** A method as it is called; what was handed over to other threads bears a mark, and so does what is repeated. */
  labelOf(frame) {
    return (this.handedOver.has(frame) ? `${HANDED_OVER} ` : '') + this.frames[frame].label + (this.repeatedFrames.has(frame) ? `  ${REPEATED}` : '');
  }

  /** The same of one path. */
  labelOfPath(node) {
    return node.work ? this.labelOf(node.frame) : this.frames[node.frame].label + (this.repeated.has(node) ? `  ${REPEATED}` : '');
  }

  get methods() {
    return (this.#methods ??= methodsOf(this.tree));
  }

  get edges() {
    return (this.#edges ??= edgesOf(this.tree));
  }

  /** The only call, if it is one. */
  get single() {
    return this.calls.length === 1 ? this.calls[0] : null;
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
export function factsOf(scope) {
  const report = scope.single;
  if (isSupplement(report)) {
    return [
      ['supplement to', `#${report.id ?? 0}`], ['busy', time(scope.busy)], ['outcome of the call', outcomeOf(report)],
      ['thread', report.thread ?? ''], ['started', startedOf(report)],
    ];
  }
  const facts = [
    ['wall', time(report.wallNanos)],
    ...busyOf(scope),
    ...(report.returnedNanos === undefined ? [] : [['returned after', time(report.returnedNanos)]]),
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

/** The time of the calls and of all their tasks together, if there were tasks. */
export function busyOf(scope) {
  return scope.busy > scope.total ? [['busy', time(scope.busy)]] : [];
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
  const trees = scope.reports.flatMap((report) => [report.tree, ...(report.tree.async ?? [])]);
  const inTrees = (figure) => trees.reduce((all, tree) => all + (figure(tree) ?? 0), 0);
  const notes = [];
  const say = (n, text) => n > 0 && notes.push(text(n));
  say(inTrees((t) => t.losses?.belowDepthLimit), (n) => `${counted(n, 'call')} below the depth limit folded into callers`);
  say(inTrees((t) => t.losses?.beyondNodeLimit), (n) => `${counted(n, 'call')} beyond the node limit in (truncated)`);
  say(inTrees((t) => t.losses?.missedExits), (n) => `${counted(n, 'missed exit')} closed with the caller`);
  say(inTrees((t) => Number(t.losses?.stopped ?? false)), () => 'recording stopped early, out of memory');
  say(sum((r) => r.timeline?.omitted), (n) => `${counted(n, 'call')} left out of the waterfall, beyond its limit or untimed`);
  say(sum((r) => r.unfollowed), (n) => `${counted(n, 'hand-over')} to other threads not followed`);
  say(scope.repeated.size, (n) => `${REPEATED}: ${counted(n, 'statement')} executed ${REPEATED_FROM} times or more on one path`);
  const tasks = scope.tree.roots.filter((node) => node.work !== null);
  say(tasks.length, () => `${HANDED_OVER} ${counted(tasks.reduce((n, node) => n + node.calls, 0), 'task')} on other threads, ${time(scope.busy - scope.total)} in all, ran beside what handed them over and are no part of its time`);
  say(tasks.reduce((n, { work, calls }) => n + Math.max(0, work.handedOver - work.inline - calls), 0), (n) => `${counted(n, 'task')} not finished when the report was made`);
  say(scope.reports.length - scope.calls.length, (n) => `${counted(n, 'supplement')}: tasks that ended after the report`);
  if (scope.tree.nodes.some((node) => node.estimated)) {
    notes.push(`${ESTIMATE} estimated, max of the timed calls only`);
  }
  say(inTrees((t) => t.reconciledNanos), (n) => `estimates cut by ${time(n)} to fit their callers`);
  const demoted = new Set(trees.flatMap((t) => t.demoted ?? []));
  say(demoted.size, () => `not recorded, to keep to the overhead budget: ${names(demoted, scope)}`);
  const probes = inTrees((t) => t.cost?.probes);
  notes.push(`profiler's own cost ${time(inTrees((t) => t.cost?.nanos))}, deducted (${count(probes)} pairs of probes)`);
  return notes;
}

function names(frames, scope) {
  const labels = [...frames].map((frame) => scope.frames[frame].label);
  const more = labels.length - 5;
  return labels.slice(0, 5).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
