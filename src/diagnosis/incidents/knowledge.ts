import { resetReasons } from '../../spec/resetReasons.ts';
import { compareVersions, inRange, parseVersion } from '../../spec/versions.ts';
import { counts } from './counted.ts';
import type { Seen, Story } from './story.ts';

/** A finding that older drivers have no number for travels under that of its neighbour. */
const neighbour: Readonly<Record<number, number>> = { 18: 2, 20: 14 };

/** The first and the last release of a range such as `2.12.0-2.17.0`. */
const endsOf = (range: string) => {
  const [first = '', last = first] = range.split('-');
  return { first: parseVersion(first), last: parseVersion(last) };
};

/** Whether a driver that printed this line is of that release or a newer one; undefined where the wording does not tell. */
const isSince = ({ message }: Seen, since: string): boolean | undefined => {
  const asked = parseVersion(since);
  if (message === undefined || asked === undefined || message.speaker !== 'linux') return undefined;
  if (message.releases === undefined) return message.kernels === undefined ? undefined : false;
  const { first, last } = endsOf(message.releases);
  if (last !== undefined && compareVersions(last, asked) < 0) return false;
  return message.kernels === undefined && first !== undefined && compareVersions(first, asked) >= 0 ? true : undefined;
};

/**
 * Whether the driver has a number for what it found: by its counters, its wordings, its version. Drivers of a kernel have
 * none of the numbers asked for here. Where nothing tells, it is taken for one that has none: so are most.
 */
const hasNumber = (story: Story, reason: number, version: string | undefined): boolean => {
  const row = resetReasons[reason];
  if (row === undefined) return false;
  if (counts(story, reason)) return true;
  if (counts(story, 1) && story.dump.has('interface_up')) return false;
  const seen = [...story.steps, ...(story.completed === undefined ? [] : [story.completed])];
  const told = seen.map((each) => isSince(each, row.since)).filter((each) => each !== undefined);
  if (told.length > 0) return told.every(Boolean);
  const driver = parseVersion(version ?? '');
  return driver?.origin === 'release' && inRange(driver, `>=${row.since}`);
};

/** The number under which the driver reports this reason to the device. */
export const sentAs = (story: Story, reason: number, version: string | undefined): number => {
  const older = neighbour[reason];
  return older === undefined || hasNumber(story, reason, version) ? reason : older;
};
