import { type EventId, events } from '../../spec/events/index.ts';
import { countedIn } from './counted.ts';
import { sentAs } from './knowledge.ts';
import { type Story, starvationMs } from './story.ts';

/** Why a driver reset the adapter, and how it is known: no Linux driver prints it. */
export interface Reason {
  /** What the driver told the device. */
  readonly number: number;
  /** What it means: older drivers have no number for some of what they find. */
  readonly means: number;
  readonly knownFrom: string;
}

interface Sign {
  readonly seen: EventId;
  /** Holds only where the poller was scheduled and had not run for longer than the driver's limit. */
  readonly starved?: true;
  readonly means: number;
  /** What the driver sends, where its code says otherwise than its line. */
  readonly sent?: number;
  /** What the same line stands for in other cases: the counters tell. */
  readonly or?: readonly number[];
}

/**
 * Which line before a trigger reveals which reason. The first row that was seen holds, so the telling lines stand above
 * those that only say that something is overdue. (Reason numbers: `src/spec/resetReasons.ts`.)
 */
const signs: readonly Sign[] = [
  { seen: 'device-reset-requested', means: 19 },
  // Releases 2.13.0 to 2.15.0 alone print it, and go on as if the completion had merely lain unread.
  { seen: 'tx-completion-faulty', means: 17, sent: 14 },
  { seen: 'tx-descriptor-malformed', means: 17 },
  { seen: 'rx-descriptor-malformed', means: 16 },
  { seen: 'poll-starved', means: 15 },
  { seen: 'tx-completions-not-posted', means: 3 },
  { seen: 'tx-completions-unread', means: 14 },
  { seen: 'first-interrupt-missing', means: 20, or: [14, 3] },
  { seen: 'rx-request-id-invalid', means: 4 },
  { seen: 'tx-request-id-invalid', means: 5 },
  { seen: 'rx-too-many-descriptors', means: 6 },
  { seen: 'tx-prepare-failed', means: 8 },
  { seen: 'tx-completions-lost', starved: true, means: 15, or: [3, 14, 17, 20] },
  { seen: 'tx-completions-lost', means: 3, or: [14, 15, 17, 20] },
  { seen: 'keep-alive-lost', means: 1, or: [18] },
  { seen: 'admin-interrupt-missing', means: 18 },
  { seen: 'admin-completion-missing', means: 2 },
  { seen: 'admin-queue-stopped', means: 2, or: [18] },
  { seen: 'admin-polling-timeout', means: 2 },
  { seen: 'admin-protocol-violation', means: 2 },
  { seen: 'tx-queue-paused', starved: true, means: 15, or: [10] },
  { seen: 'tx-queue-paused', means: 10, or: [15] },
  { seen: 'netdev-watchdog', means: 10, or: [15] },
  { seen: 'capabilities-refresh', means: 0 },
  { seen: 'tx-completion-late', starved: true, means: 15, or: [3] },
  { seen: 'tx-completion-late', means: 3, or: [14, 15] },
];

/** Why the driver reset: from the lines before it, made more exact by the counters of its dump. */
export const reasonOf = (story: Story, version?: string): Reason | undefined => {
  const starved = isStarved(story);
  const told = signs.filter(({ seen, starved: asked }) => story.causes.has(seen) && (asked === undefined || starved));
  const found = told[0] === undefined ? fromDumpAlone(story) : fromSigns(story, told[0], told);
  return found && { ...found, number: told[0]?.sent ?? sentAs(story, found.means, version) };
};

/** The driver calls it starvation when a scheduled poller has not run for the time in which packets must complete. */
const limitMs = 5000;

const isStarved = ({ starved }: Story): boolean =>
  starved?.values.napiScheduled === 1 && (starvationMs(starved.values) ?? 0) >= limitMs;

type Found = Omit<Reason, 'number'>;

const fromSigns = (story: Story, first: Sign, told: readonly Sign[]): Found => {
  const counted = countedIn(story);
  const grew = told
    .flatMap(({ means, or = [] }) => [means, ...or])
    .flatMap((reason) => counted.find((each) => each.reason === reason && each.state === 'grew') ?? [])[0];
  if (grew !== undefined) return { means: grew.reason, knownFrom: `the counter ${grew.counter} grew with this reset` };
  const own = counted.find(({ reason }) => reason === first.means);
  const others = counted.filter(({ reason, state }) => first.or?.includes(reason) && state === 'above');
  const other = others[0];
  if (own?.state !== 'above' && other !== undefined && others.length === 1)
    return { means: other.reason, knownFrom: `${other.counter} is above zero in its dump, as its lines allow` };
  const agrees = own?.state === 'above' ? '; the counters in its dump agree' : '';
  return { means: first.means, knownFrom: `the log says before it: ${lowerFirst(events[first.seen].title)}${agrees}` };
};

/** Without a line that tells, the counters do where they name one reason only. */
const fromDumpAlone = (story: Story): Found | undefined => {
  const counted = countedIn(story);
  const grown = counted.filter(({ state }) => state === 'grew');
  const [only, ...more] = grown.length > 0 ? grown : counted.filter(({ state }) => state === 'above');
  if (only === undefined || more.length > 0) return undefined;
  const how = only.state === 'grew' ? 'grew since the dump before' : 'is the only one above zero in its dump';
  return { means: only.reason, knownFrom: `of the counters that tell a reason, ${only.counter} ${how}` };
};

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
