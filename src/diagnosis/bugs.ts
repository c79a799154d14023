import type { EventId } from '../spec/events/index.ts';
import { type KnownBug, knownBugs } from '../spec/knownBugs.ts';
import { inRange, parseVersion } from '../spec/versions.ts';
import type { Flavour } from './adapters.ts';

/** What was seen of one adapter, as far as known defects ask for it. */
export interface Symptoms {
  readonly version: string | undefined;
  readonly flavour: Flavour;
  readonly events: ReadonlyMap<EventId, number>;
  /** Statistics above zero, by id. */
  readonly statistics: ReadonlySet<string>;
}

const driverOf = (flavour: Flavour) => (flavour === 'dpdk' || flavour === 'freebsd' ? flavour : 'linux');

/** Upstream drivers without a number of their own report the kernel's: their row of the table is `kernels`. */
const affects = (bug: KnownBug, version: string): boolean => {
  const parsed = parseVersion(version);
  if (parsed === undefined) return false;
  return parsed.origin === 'kernel'
    ? bug.kernels !== undefined && inRange(parsed, bug.kernels)
    : inRange(parsed, bug.affected);
};

/** Defects of this version whose every sign was seen. Without a version, or without a sign, nothing is suspected. */
export const suspectedBugs = ({ version, flavour, events, statistics }: Symptoms): readonly KnownBug[] =>
  version === undefined
    ? []
    : knownBugs.filter(
        (bug) =>
          bug.effect === 'harm' &&
          bug.shows.length > 0 &&
          bug.driver === driverOf(flavour) &&
          affects(bug, version) &&
          bug.shows.every((sign) =>
            'event' in sign ? (events.get(sign.event) ?? 0) >= (sign.atLeast ?? 1) : statistics.has(sign.statistic),
          ),
      );
