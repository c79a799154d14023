import type { Drill } from './judge.ts';

/** Counters of traffic and of work done, which rise on every healthy adapter. */
const ofWork =
  /(?:_cnt|_bytes|doorbells|tx_poll|napi_comp|unmask_interrupt|copybreak_pkt|small_copy_len_pkt|csum_\w+|submitted_cmd|completed_cmd|llq_buffer_copy|allowance_available)$/;
/** A line of the dump at a reset. */
const dumped = /^\[ *[\d.]+\] ena \S+(?: \S+)?: \w+: \d+$/;

/** A counter before and after. */
export interface Change {
  readonly name: string;
  readonly before: number;
  readonly after: number;
}

const textOf = ({ evidence }: Drill, name: string): string => evidence.find((piece) => piece.name === name)?.text ?? '';

const countersOf = (text: string): Map<string, number> =>
  new Map([...text.matchAll(/^ {5}(\w+): (\d+)$/gm)].map(([, name = '', value]) => [name, Number(value)]));

/** What the driver and the kernel logged since the fault was laid, without the dumps, and what shells printed. */
export const loggedLines = (drill: Drill): readonly string[] => {
  // Stamps are cut off to microseconds.
  const since = drill.fault.when === 'boot' ? 0 : Math.floor(drill.from * 1e6) / 1e6;
  const lines = textOf(drill, 'dmesg.txt').split('\n');
  const logged = lines.filter((line) => Number(/^\[ *([\d.]+)\]/.exec(line)?.[1]) >= since && !dumped.test(line));
  return [
    ...textOf(drill, 'console.txt')
      .split('\n')
      .filter((line) => line !== ''),
    ...logged,
  ];
};

/** Counters that changed and do not count work. */
export const countedChanges = (drill: Drill): readonly Change[] => {
  const before = countersOf(textOf(drill, 'ethtool-before.txt'));
  const after = countersOf(textOf(drill, 'ethtool-after.txt'));
  return [...after]
    .map(([name, value]) => ({ name, before: before.get(name) ?? 0, after: value }))
    .filter((change) => change.before !== change.after && !ofWork.test(change.name));
};
