import { describe, expect, test } from 'vitest';
import type { Fault } from '../faults/fault.ts';
import { findFault } from '../faults/index.ts';
import { MachineEnded } from '../vm/problems.ts';
import { findVoice } from '../voices.ts';
import type { Guest, GuestParts } from './guest.ts';
import { type DrilledKernel, type Entry, type Hands, type MatrixOptions, runMatrix } from './matrix.ts';
import type { VmDrill } from './vmDrill.ts';

const kernelOf = (name: string): DrilledKernel => ({ voice: findVoice(name)!, parts: {} as GuestParts });
const faultsOf = (...names: readonly string[]): readonly Fault[] => names.map((name) => findFault(name)!);

/** Machines that only tell what was done with them. `drilled` says what a drill differs in, or throws. */
const benchOf = (drilled: (fault: Fault, machine: string) => string | undefined = () => undefined) => {
  const story: string[] = [];
  let machines = 0;
  let running = 0;
  const hands: Hands = {
    boot: async (_parts, device) => {
      machines += 1;
      running += 1;
      const name = `machine ${machines}`;
      story.push(`${name} boots${device === undefined ? '' : ` with ${Object.keys(device)}`}`);
      const close = async () => {
        running -= 1;
        story.push(`${name} ends`);
      };
      return { name, console: `console of ${name}`, clear: async () => true, close } as unknown as Guest;
    },
    drill: async (guest, fault, voice) => {
      const { name } = guest as unknown as { name: string };
      story.push(`${name}: ${fault.name} on ${voice.name}, ${running} at work`);
      const difference = drilled(fault, name);
      const differences = difference === undefined ? [] : [difference];
      return { fault, voice, outcome: 'unharmed', differences } as unknown as VmDrill;
    },
  };
  const told: Entry[] = [];
  const run = (kernels: readonly string[], faults: readonly Fault[], more: Partial<MatrixOptions> = {}) =>
    runMatrix(kernels.map(kernelOf), faults, { machines: 1, tell: (entry) => void told.push(entry), hands, ...more });
  return { story, told, run };
};

const kinds = (told: readonly Entry[]) =>
  told.map(({ kind, fault, voice }) => `${kind} ${fault.name} on ${voice.name}`);

describe('a matrix', () => {
  test('runs faults of the same adapter on one machine, and others on one of their own', async () => {
    const { story, run } = benchOf();
    await run(['6.12'], faultsOf('tx-bad-req-id', 'few-vectors', 'link-down', 'feature-refused:mtu'));
    expect(story).toEqual([
      'machine 1 boots',
      'machine 1: tx-bad-req-id on 6.12, 1 at work',
      'machine 1: link-down on 6.12, 1 at work',
      'machine 1: feature-refused:mtu on 6.12, 1 at work',
      'machine 1 ends',
      'machine 2 boots with vectors',
      'machine 2: few-vectors on 6.12, 1 at work',
      'machine 2 ends',
    ]);
  });

  test('gives each kernel a machine where there are as many', async () => {
    const { story, run } = benchOf();
    await run(['6.1', '7.3'], faultsOf('tx-bad-req-id', 'link-down'), { machines: 2 });
    expect(story.filter((line) => line.includes('boots'))).toHaveLength(2);
    expect(story.filter((line) => line.startsWith('machine 1:')).every((line) => line.includes('6.1'))).toBe(true);
  });

  test('runs once more, alone and on a fresh machine, what did not end as it should', async () => {
    const { story, told, run } = benchOf((fault, machine) => {
      if (fault.name === 'tx-bad-req-id' && machine === 'machine 1') return 'reset reasons: none instead of 5';
      if (fault.name === 'link-down') throw new MachineEnded('the kernel gave up');
      return undefined;
    });
    await run(['6.12'], faultsOf('tx-bad-req-id', 'link-down', 'link-flapping'));
    expect(kinds(told)).toEqual([
      'drilled tx-bad-req-id on 6.12',
      'failed link-down on 6.12',
      'drilled link-flapping on 6.12',
      'drilled tx-bad-req-id on 6.12',
      'failed link-down on 6.12',
    ]);
    expect(told[1]).toMatchObject({ why: 'the kernel gave up', console: 'console of machine 1' });
    expect(story.slice(-6)).toEqual([
      'machine 3 boots',
      'machine 3: tx-bad-req-id on 6.12, 1 at work',
      'machine 3 ends',
      'machine 4 boots',
      'machine 4: link-down on 6.12, 1 at work',
      'machine 4 ends',
    ]);
  });

  test('leaves out what is not wanted, and tells why some cannot be', async () => {
    const { told, run } = benchOf();
    const isWanted = ({ name }: Fault) => name !== 'link-down';
    await run(['7.3'], faultsOf('link-down', 'shared-vectors', 'link-flapping'), { isWanted });
    expect(kinds(told)).toEqual(['skipped shared-vectors on 7.3', 'drilled link-flapping on 7.3']);
  });

  test('ends when it is to, and does not tell of what it was at', async () => {
    const wish = new AbortController();
    const { story, told, run } = benchOf(({ name }) => {
      if (name === 'link-down') wish.abort();
      return undefined;
    });
    await run(['6.1'], faultsOf('tx-bad-req-id', 'link-down', 'link-flapping'), { signal: wish.signal });
    expect(kinds(told)).toEqual(['drilled tx-bad-req-id on 6.1']);
    expect(story.at(-1)).toBe('machine 1 ends');
  });
});
