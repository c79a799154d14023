import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { VirtualClock } from '../bus/clock.ts';
import type { ControlFaults } from './faults.ts';
import { ResetHandshake, type ResetInput, type ResetState, resetTransitions } from './resetHandshake.ts';

const assemble = (resetTimeMs = 10) => {
  const clock = new VirtualClock();
  const faults: ControlFaults = {};
  const seen: string[] = [];
  const handshake = new ResetHandshake({
    clock,
    faults,
    resetTimeMs,
    begin: () => seen.push('begin'),
    end: () => seen.push('end'),
  });
  handshake.powerOn();
  return { clock, faults, handshake, seen };
};

describe('the table of the handshake', () => {
  const rows = Object.entries(resetTransitions) as [ResetState, Record<ResetInput, ResetState>][];

  test.each(rows)('%s can be left for a new reset, and by power-on', (_, row) => {
    expect([row.order, row.powerOn]).toEqual(['busy', 'running']);
  });

  test('ends a reset only after both its time and its release', () => {
    const ends = rows.flatMap(([state, row]) =>
      (['release', 'timeUp'] as const)
        .filter((input) => state !== 'running' && row[input] === 'running')
        .map((input) => [state, input]),
    );
    expect(ends).toEqual([
      ['held', 'release'],
      ['finishing', 'timeUp'],
    ]);
  });
});

describe('a reset', () => {
  test('goes busy, held, running when the driver is slow', () => {
    const { clock, handshake, seen } = assemble();
    handshake.order();
    expect([handshake.state, handshake.isReady]).toEqual(['busy', false]);
    clock.advance(10e6);
    expect(handshake.state).toBe('held');
    handshake.release();
    expect([handshake.state, handshake.isReady, handshake.finished, seen]).toEqual([
      'running',
      true,
      true,
      ['begin', 'end'],
    ]);
  });

  test('goes busy, finishing, running when the driver is quick', () => {
    const { clock, handshake } = assemble();
    handshake.order();
    handshake.release();
    expect(handshake.state).toBe('finishing');
    clock.advance(10e6);
    expect(handshake.state).toBe('running');
  });

  test('that takes no time is still seen', () => {
    const { handshake } = assemble(0);
    handshake.order();
    expect([handshake.state, handshake.isRunning]).toEqual(['held', false]);
  });

  test('that is ordered again takes its whole time again', () => {
    const { clock, handshake } = assemble();
    handshake.order();
    clock.advance(9e6);
    handshake.order();
    handshake.release();
    clock.advance(9e6);
    expect(handshake.state).toBe('finishing');
    clock.advance(1e6);
    expect(handshake.state).toBe('running');
  });

  test('that hangs ends once the fault is cleared, and not before', () => {
    const { clock, faults, handshake } = assemble();
    faults.resetNeverEnds = { left: 1 };
    handshake.order();
    handshake.release();
    clock.advance(60e9);
    expect(handshake.state).toBe('finishing');
    faults.resetNeverEnds = undefined;
    clock.advance(200e6);
    expect(handshake.state).toBe('running');
  });

  test('can be neither begun nor left half done by any order of things', () => {
    const inputs = fc.array(fc.constantFrom('order', 'release', 'time', 'powerOn'), { maxLength: 30 });
    fc.assert(
      fc.property(inputs, (steps) => {
        const { clock, handshake } = assemble();
        for (const step of steps) {
          if (step === 'time') clock.advance(4e6);
          else handshake[step as 'order' | 'release' | 'powerOn']();
          expect(handshake.isReady).toBe(handshake.isRunning);
        }
        handshake.release();
        clock.advance(10e6);
        expect(handshake.state).toBe('running');
      }),
    );
  });
});
