import { describe, expect, test } from 'vitest';
import { VirtualClock } from '../../bus/clock.ts';
import { presets } from '../../device/presets.ts';
import { attachEachOther } from '../peers/neighbour.ts';
import { findVoice } from '../voices.ts';
import { Host } from './host.ts';
import { Traffic } from './traffic.ts';

const voice = findVoice('6.12')!;
const hostAt = (clock: VirtualClock) => new Host({ voice, device: presets.nitro, clock, driver: { cpus: 1 } });

describe('a host', () => {
  test('stamps its log as dmesg prints it', () => {
    const host = hostAt(new VirtualClock(18_509_800_135_000));
    host.log.print({ level: 'info', text: 'hello' });
    expect(host.log.text).toBe('[18509.800135] hello\n');
  });

  test('sends to another host over a cable', () => {
    const clock = new VirtualClock();
    const [one, other] = [hostAt(clock), hostAt(clock)];
    expect([one.start(), other.start()]).toEqual([0, 0]);
    attachEachOther(one, other);
    const traffic = new Traffic(one);
    const heard = new Traffic(other);
    traffic.out.start(100);
    one.run(1.005e9);
    expect([traffic.sent, heard.received]).toEqual([100, 100]);
  });

  test('takes in what a generator sends, until it stops', () => {
    const host = hostAt(new VirtualClock());
    host.start();
    const traffic = new Traffic(host);
    traffic.in.start(1000, 10);
    host.run(1e9);
    traffic.in.stop();
    host.run(1e9);
    expect([traffic.offered, traffic.received]).toEqual([1000, 1000]);
  });

  test('rings what it missed while it stood still', () => {
    const host = hostAt(new VirtualClock());
    let rings = 0;
    const alarm = host.guestClock.createAlarm(() => rings++);
    alarm.ringIn(1e9);
    host.guestClock.hold();
    host.run(5e9);
    expect(rings).toBe(0);
    host.guestClock.release();
    expect(rings).toBe(1);
  });
});
