import type { Finding, Incident, Report } from '../diagnosis/report.ts';
import type { Observation } from '../evidence/observation.ts';
import { Episode } from './episode.ts';
import type { Happening, Problem, WatchedIncident } from './happening.ts';

/** What a watcher knows that must not be told again; JSON. */
export interface WatcherMemory {
  readonly problems: readonly Problem[];
  readonly incidents: readonly WatchedIncident[];
  /** Keys of incidents that are over, as long as what goes on is not. */
  readonly closed?: readonly string[];
  /** Keys of problems that are over, with their size at the end. */
  readonly settled?: readonly (readonly [key: string, size: string])[];
}

export interface WatcherOptions {
  /** Milliseconds since 1970. */
  now(): number;
  tell(happening: Happening): void;
  /** A problem is over when it has not grown for so long. */
  readonly quietMs?: number;
  /** What was open when the agent stopped: it is not told again. */
  readonly open?: WatcherMemory;
}

const usualQuietMs = 60_000;
/** A driver that has not come back after so long will not. As of the doctor. */
const longestResetMs = 300_000;

/** What is told once must not be told again for a digit. Shows how much of it there is. */
const sizeOf = ({ count, values }: Finding): string => `${count} ${values.total ?? ''}`;
const weightOf = ({ severity, blame, confidence }: Finding): string => `${severity} ${blame} ${confidence}`;

/** A total tells that it happened, not when: before the agent looked. */
const isHistory = ({ confidence, values }: Finding): boolean => confidence === 'possible' && 'total' in values;

const nameOf = (of: { readonly adapter?: string }): string => of.adapter ?? 'host';
const problemKey = (finding: Finding): string => `${nameOf(finding)}|${finding.id}`;
const incidentKey = (incident: Incident): string => `${nameOf(incident)}|${incident.begin ?? ''}`;

/** Diagnoses while it happens: observations in, happenings out. */
export class Watcher {
  readonly #options: WatcherOptions;
  readonly #quietMs: number;
  readonly #episode = new Episode();
  readonly #problems = new Map<string, Problem>();
  readonly #incidents = new Map<string, WatchedIncident>();
  /** Incidents of this episode that are over. */
  readonly #closed = new Set<string>();
  /** Problems of this episode that are over, with their size at the end: only what grows again opens again. */
  readonly #settled = new Map<string, string>();
  #isNew = false;
  #lastMs: number;

  constructor(options: WatcherOptions) {
    this.#options = options;
    this.#quietMs = options.quietMs ?? usualQuietMs;
    this.#lastMs = options.now();
    for (const problem of options.open?.problems ?? []) this.#problems.set(problem.key, problem);
    for (const incident of options.open?.incidents ?? []) this.#incidents.set(incident.key, incident);
    for (const key of options.open?.closed ?? []) this.#closed.add(key);
    for (const [key, size] of options.open?.settled ?? []) this.#settled.set(key, size);
  }

  /** What is wrong now. */
  get problems(): readonly Problem[] {
    return [...this.#problems.values()];
  }

  /** Resets under way. */
  get incidents(): readonly WatchedIncident[] {
    return [...this.#incidents.values()];
  }

  /** To be kept over a restart, and handed in as `open`. */
  get memory(): WatcherMemory {
    const { problems, incidents } = this;
    return { problems, incidents, closed: [...this.#closed], settled: [...this.#settled] };
  }

  /** Nothing is open: whoever starts here later has missed nothing. */
  get isQuiet(): boolean {
    return this.#episode.isFresh;
  }

  /** The doctor's report on what goes on. */
  report(): Report {
    return this.#episode.report();
  }

  observe(seen: Observation): void {
    this.#episode.observe(seen);
    if (this.#episode.isFresh) return;
    this.#isNew = true;
    this.#lastMs = this.#options.now();
  }

  /** The adapter is gone: what was wrong with it is over. */
  forget(adapter: string): void {
    this.#episode.forget(adapter);
    for (const problem of this.problems) if (problem.finding.adapter === adapter) this.#close(problem);
  }

  /** Judges what is new, and closes what is over. To be called after each round of observations. */
  judge(): void {
    const nowMs = this.#options.now();
    if (this.#isNew) {
      this.#isNew = false;
      const { findings, incidents } = this.#episode.report();
      for (const incident of incidents) this.#follow(incident, nowMs);
      for (const finding of findings)
        if (finding.severity !== 'notice' && !isHistory(finding)) this.#note(finding, nowMs);
    }
    // Both ways: a clock that was set back must not keep anything open until it has caught up.
    const since = (ms: number) => Math.abs(nowMs - ms);
    for (const problem of this.problems) if (since(problem.lastMs) >= this.#quietMs) this.#close(problem);
    for (const open of this.incidents) if (since(open.openedMs) >= longestResetMs) this.#end(open);
    const isOver = this.#problems.size === 0 && this.#incidents.size === 0 && since(this.#lastMs) >= this.#quietMs;
    if (!isOver || this.#episode.isFresh) return;
    this.#closed.clear();
    this.#settled.clear();
    this.#episode.beginAnew();
  }

  #note(finding: Finding, nowMs: number): void {
    const key = problemKey(finding);
    const known = this.#problems.get(key);
    if (known === undefined) {
      if (this.#settled.get(key) === sizeOf(finding)) return;
      const problem = { key, finding, openedMs: nowMs, lastMs: nowMs };
      this.#problems.set(key, problem);
      this.#options.tell({ kind: 'problem-opened', problem });
      return;
    }
    const grew = sizeOf(known.finding) !== sizeOf(finding);
    const problem = { ...known, finding, lastMs: grew ? nowMs : known.lastMs };
    this.#problems.set(key, problem);
    if (weightOf(known.finding) !== weightOf(finding)) this.#options.tell({ kind: 'problem-changed', problem });
  }

  #close(problem: Problem): void {
    this.#problems.delete(problem.key);
    this.#settled.set(problem.key, sizeOf(problem.finding));
    this.#options.tell({ kind: 'problem-closed', problem });
  }

  #follow(incident: Incident, nowMs: number): void {
    const key = incidentKey(incident);
    if (this.#closed.has(key)) return;
    const known = this.#incidents.get(key);
    const open = { key, incident, openedMs: known?.openedMs ?? nowMs };
    this.#incidents.set(key, open);
    if (known === undefined) this.#options.tell({ kind: 'incident-opened', incident: open });
    if (incident.outcome !== 'unknown') this.#end(open);
  }

  #end(open: WatchedIncident): void {
    this.#incidents.delete(open.key);
    this.#closed.add(open.key);
    this.#options.tell({ kind: 'incident-closed', incident: open });
  }
}
