import type { Finding } from '../../diagnosis/report.ts';
import type { Feed } from '../../watch/feed.ts';
import type { Happening, Told } from '../../watch/happening.ts';
import { durationWords } from '../render/quantity.ts';
import type { Paint, Palette } from '../render/terminal/paint.ts';
import { visible } from '../render/visible.ts';
import { incidentOutcome, roleWords } from '../render/words.ts';

/** What a line says, after its time: whom it concerns, how bad it is, what it is. */
interface Line {
  readonly who: string | undefined;
  readonly mark: (palette: Palette) => Paint;
  readonly weight: string;
  readonly what: string;
}

const markOf =
  ({ severity }: Finding) =>
  (palette: Palette) =>
    severity === 'critical' ? palette.red : palette.yellow;

const seconds = (ms: number): string => durationWords(Math.round(ms / 100) / 10);

const lineOf = (told: Told): Line => {
  switch (told.kind) {
    case 'problem-opened':
    case 'problem-changed': {
      const { finding } = told.problem;
      const what = `${finding.title} (${finding.id}; blame: ${roleWords(finding.blame)})`;
      return { who: finding.adapter, mark: markOf(finding), weight: finding.severity, what };
    }
    case 'problem-closed': {
      const { finding, openedMs, lastMs } = told.problem;
      const what = `${finding.title} (${finding.id}); it went on for ${seconds(lastMs - openedMs)}`;
      return { who: finding.adapter, mark: ({ green }) => green, weight: 'over', what };
    }
    case 'incident-opened': {
      const { adapter, cause } = told.incident.incident;
      return { who: adapter, mark: ({ red }) => red, weight: 'reset', what: `begins: ${cause}` };
    }
    case 'incident-closed': {
      const { incident } = told.incident;
      const what = `${incidentOutcome(incident)}: ${incident.cause}; blame: ${roleWords(incident.blame)}`;
      const isWell = incident.outcome === 'recovered';
      return { who: incident.adapter, mark: ({ green, red }) => (isWell ? green : red), weight: 'reset', what };
    }
    case 'adapter-came':
    case 'adapter-left': {
      const what = told.kind === 'adapter-came' ? 'is watched' : 'is gone';
      return { who: told.adapter, mark: ({ plain }) => plain, weight: 'adapter', what };
    }
    case 'heartbeat-late': {
      const what = `no keep-alive for ${seconds(told.silentMs)}; the driver resets it after ${seconds(told.watchdogMs)}`;
      return { who: told.adapter, mark: ({ yellow }) => yellow, weight: 'late', what };
    }
    case 'blind':
      return { who: undefined, mark: ({ dim }) => dim, weight: 'note', what: told.what };
    case 'withheld': {
      const what = `${told.count} more of ${told.of} were not told one by one. ${told.why}`;
      return { who: undefined, mark: ({ dim }) => dim, weight: 'note', what };
    }
  }
};

/** An adapter by its address and what the system calls it. */
const nameOf = (who: string, told: Happening, { adapters }: Feed): string => {
  const known = adapters.find(({ pci }) => pci === who)?.interfaces;
  const interfaces = known ?? ('interfaces' in told ? told.interfaces : []);
  return interfaces.length > 0 ? `${who} (${interfaces.join(', ')})` : who;
};

/** A happening as a line for a person: `2026-11-23T12:00:01Z  0000:00:05.0 (eth0)  critical  …`. */
export const happeningLine = (told: Told, feed: Feed, palette: Palette): string => {
  const { who, mark, weight, what } = lineOf(told);
  const time = new Date(told.atMs).toISOString().replace(/\.\d+Z$/, 'Z');
  const subject = who === undefined ? [] : [palette.bold(visible(nameOf(who, told, feed)))];
  return [palette.dim(time), ...subject, mark(palette)(weight), visible(what)].join('  ');
};
