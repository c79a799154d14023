import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Alarm, VirtualClock } from './clock.ts';

describe('a virtual clock', () => {
  test('rings alarms by time, and those of one time in the order they were armed', () => {
    const act = fc.record({ alarm: fc.nat(9), delay: fc.nat(20), cancel: fc.boolean() });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
        const clock = new VirtualClock(1000);
        const rung: [number, number][] = [];
        const alarms = Array.from({ length: 10 }, (_, n) => clock.createAlarm(() => rung.push([clock.nowNs(), n])));
        const model = new Map<number, number>();
        for (const { alarm, delay, cancel } of acts) {
          model.delete(alarm);
          if (cancel) alarms[alarm]!.cancel();
          else {
            alarms[alarm]!.ringIn(delay);
            model.set(alarm, 1000 + delay);
          }
        }
        clock.advance(25);
        const wanted = [...model].map(([n, time]) => [time, n]).sort(([a], [b]) => a! - b!);
        expect(rung).toEqual(wanted);
        expect([clock.nowNs(), clock.nextNs]).toEqual([1025, undefined]);
      }),
    );
  });

  test('rings what is armed meanwhile, and stops at its limit', () => {
    const clock = new VirtualClock();
    let beats = 0;
    const heart: Alarm = clock.createAlarm(() => {
      beats++;
      heart.ringIn(1e9);
    });
    heart.ringIn(1e9);
    clock.runUntil(60e9);
    expect([beats, clock.nowNs(), heart.dueNs]).toEqual([60, 60e9, 61e9]);
  });

  test('rings an alarm of the past now, and never goes back', () => {
    const clock = new VirtualClock(50);
    const alarm = clock.createAlarm(() => expect(clock.nowNs()).toBe(50));
    alarm.ringAt(10);
    expect(clock.step()).toBe(true);
    clock.runUntil(20);
    expect([clock.nowNs(), clock.step()]).toEqual([50, false]);
  });
});
