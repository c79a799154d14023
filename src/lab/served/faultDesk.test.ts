import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../bus/clock.ts';
import { FaultDesk } from './faultDesk.ts';

const desk = () => {
  const clock = new VirtualClock();
  const lying: string[] = [];
  const faults = new FaultDesk(clock, ({ name }: { readonly name: string; readonly durationMs: number }) => {
    lying.push(name);
    return () => void lying.splice(lying.indexOf(name), 1);
  });
  return { clock, lying, faults };
};
const silence = { name: 'silence', durationMs: 8000 };
const flood = { name: 'flood', durationMs: 100 };

describe('a fault', () => {
  it('ends by itself', () => {
    const { clock, lying, faults } = desk();
    faults.lay(silence);
    clock.advance(7.9e9);
    expect(lying).toEqual(['silence']);
    clock.advance(0.1e9);
    expect([lying, faults.laid]).toEqual([[], []]);
  });

  it('lies as long as it is told to', () => {
    const { clock, lying, faults } = desk();
    faults.lay(silence, 500);
    faults.lay(flood, Number.POSITIVE_INFINITY);
    clock.advance(1e12);
    expect(lying).toEqual(['flood']);
  });

  it('laid again begins anew, and lies once', () => {
    const { clock, lying, faults } = desk();
    faults.lay(silence);
    clock.advance(5e9);
    faults.lay(silence);
    clock.advance(5e9);
    expect(lying).toEqual(['silence']);
    clock.advance(3e9);
    expect(lying).toEqual([]);
  });

  it('can be lifted, once', () => {
    const { lying, faults } = desk();
    faults.lay(silence);
    expect([faults.lift('silence'), faults.lift('silence'), lying]).toEqual([true, false, []]);
  });
});

it('nothing lies after all is lifted', () => {
  const { lying, faults } = desk();
  faults.lay(silence);
  faults.lay(flood);
  faults.liftAll();
  expect([lying, faults.laid]).toEqual([[], []]);
});
