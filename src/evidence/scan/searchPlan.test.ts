import { expect, it } from 'vitest';
import { needles } from '../../spec/needles.ts';
import { bucketCount, nibbleOf, planSearch } from './searchPlan.ts';

const sampleOf = (text: string): Uint8Array => Buffer.from(text.repeat(Math.ceil(4096 / text.length)));
const fingerprintsIn = (wanted: readonly string[], text: string): string[] =>
  planSearch(wanted, sampleOf(text)).flatMap((bucket) => bucket.map(({ bytes }) => Buffer.from(bytes).toString()));

it('tells bytes apart by their two nibbles', () => {
  const pairs = Array.from({ length: 256 }, (_, byte) => `${nibbleOf.sum(byte)} ${nibbleOf.lower(byte)}`);
  expect(new Set(pairs).size).toBe(256);
});

it('looks for the part of a needle that the text lacks', () => {
  expect(fingerprintsIn(['ena 0000:'], 'nvme 0000:00:04.0: arena 1\n')).not.toContain('0000');
  expect(fingerprintsIn(['renamed from'], 'eth0 renamed to eth1\n')).toEqual([expect.stringMatching(/f|d /)]);
});

it('puts every needle into one of eight buckets, with a fingerprint that is its own', () => {
  const plan = planSearch(needles, sampleOf('systemd[1]: Started Session 4 of user ubuntu.\n'));
  expect(plan.length).toBeLessThanOrEqual(bucketCount);
  const all = plan.flat();
  expect(all.map(({ needle }) => Buffer.from(needle).toString()).sort()).toEqual([...needles].sort());
  for (const { needle, offset, bytes } of all) expect(needle.slice(offset, offset + bytes.length)).toEqual(bytes);
});

it('plans without any sample', () => {
  expect(planSearch(['soft lockup'], new Uint8Array(0)).flat()).toHaveLength(1);
});
