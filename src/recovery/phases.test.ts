import { describe, expect, it } from 'vitest';
import { phases, type Turn, turned } from './phases.ts';

const turns = ['intend', 'accept', 'hold', 'skip'] as const satisfies readonly Turn[];

const leads = (from: (typeof phases)[number] | undefined, turn: Turn): string | undefined => {
  try {
    return turned(from, turn);
  } catch {
    return undefined;
  }
};

describe('the phases of a step', () => {
  it('lead from nothing to done by way of what was intended and accepted', () => {
    expect(turned(turned(turned(undefined, 'intend'), 'accept'), 'hold')).toBe('done');
  });

  it('let a step that only waits be done at once', () => expect(turned(undefined, 'hold')).toBe('done'));

  it('end where they are done or skipped', () => {
    for (const turn of turns)
      for (const from of ['done', 'skipped'] as const) expect(leads(from, turn)).toBeUndefined();
  });

  it('never accept what was not intended, nor skip what was accepted', () => {
    expect(leads(undefined, 'accept')).toBeUndefined();
    expect(leads('accepted', 'skip')).toBeUndefined();
  });

  it('can all be reached', () => {
    const reached = new Set(turns.flatMap((turn) => [undefined, ...phases].map((from) => leads(from, turn))));
    expect(phases.filter((phase) => !reached.has(phase))).toEqual([]);
  });
});
