import { expect, test } from 'vitest';
import { FollowingClock } from './workerClock.ts';

test('a clock that follows rings what is due when it catches up, counting from real time', () => {
  let nowNs = 1000;
  const clock = new FollowingClock(() => nowNs);
  const rang: number[] = [];
  const alarm = clock.createAlarm(() => void rang.push(clock.nowNs()));
  nowNs = 5000;
  alarm.ringIn(2e6);
  expect([clock.idleMs(50), clock.idleMs(1)]).toEqual([2, 1]);
  nowNs += 1e6;
  clock.catchUp();
  expect([rang, clock.idleMs(50)]).toEqual([[], 1]);
  nowNs += 5e6;
  expect(clock.idleMs(50)).toBe(0);
  clock.catchUp();
  expect([rang, clock.idleMs(50)]).toEqual([[nowNs], 50]);
});

test('an alarm that arms itself anew does not hold a clock up', () => {
  let nowNs = 0;
  const clock = new FollowingClock(() => nowNs++);
  let rang = 0;
  const alarm = clock.createAlarm(() => {
    rang++;
    alarm.ringIn(0);
  });
  alarm.ringIn(0);
  clock.catchUp();
  clock.catchUp();
  expect(rang).toBe(2);
});
