import { describe, expect, test } from 'vitest';
import { faults } from '../../lab/faults/index.ts';
import { findVoice } from '../../lab/voices.ts';
import type { Told } from '../../watch/happening.ts';
import { openLab } from './openLab.ts';

const bootMs = Date.parse('2026-03-01T12:00:00Z');

const open = () => {
  const lab = openLab(findVoice('2.17.0')!, bootMs);
  const told: Told[] = [];
  const lines: string[] = [];
  lab.feed.subscribe({ happened: (one) => told.push(one), logged: ({ text }) => lines.push(text) });
  /** In pieces, as a timer would. */
  const run = (seconds: number) => {
    for (let i = 0; i < seconds * 10; i++) lab.advance(100);
  };
  return { ...lab, told, lines, run, kinds: () => told.map(({ kind }) => kind) };
};

describe('the lab as a feed', () => {
  test('is an adapter with counters and a heart', () => {
    const { feed, run } = open();
    run(5);
    const [adapter] = feed.adapters;
    expect(adapter).toMatchObject({
      pci: '0000:00:05.0',
      interfaces: ['eth0'],
      driver: { name: 'ena', version: '2.17.0g' },
    });
    expect(adapter!.sample!.names).toContain('queue_0_rx_cnt');
    expect(adapter!.heartbeat).toMatchObject({ intervalMs: 1000, jitterMs: 0, watchdogMs: 6000 });
    expect(feed.problems).toEqual([]);
  });

  test('keeps the time of the wall, as fast as told', () => {
    const { feed, desk, run } = open();
    run(3);
    expect(feed.nowMs - bootMs).toBeCloseTo(3000, -2);
    desk.obey({ order: 'speed', speed: 10 });
    run(3);
    expect(feed.nowMs - bootMs).toBeCloseTo(33_000, -3);
    desk.obey({ order: 'speed', speed: 0 });
    run(3);
    expect(feed.nowMs - bootMs).toBeCloseTo(33_000, -3);
  });

  test('tells a fault as it comes and goes', () => {
    const { desk, feed, run, kinds, told, lines } = open();
    run(3);
    desk.obey({ order: 'lay', fault: 'keep-alive-lost' });
    expect(desk.view().laid.map(({ name }) => name)).toEqual(['keep-alive-lost']);
    run(10);
    expect(desk.view().laid).toEqual([]);
    expect(kinds()).toContain('incident-closed');
    expect(told.find(({ kind }) => kind === 'incident-closed')).toMatchObject({
      incident: { incident: { cause: 'keep-alive-timeout', outcome: 'recovered' } },
    });
    expect(lines.join('\n')).toContain('Keep alive watchdog timeout');
    run(30);
    expect(feed.problems).toEqual([]);
    expect(kinds().filter((kind) => kind === 'problem-closed')).toHaveLength(2);
  });

  test('lets a fault be lifted before its time', () => {
    const { desk, run, feed } = open();
    run(3);
    desk.obey({ order: 'lay', fault: 'keep-alive-lost' });
    run(2);
    desk.obey({ order: 'lift', fault: 'keep-alive-lost' });
    run(20);
    expect(feed.problems).toEqual([]);
  });

  test('ends all that was wrong when the machine is switched off', () => {
    const { desk, feed, run, kinds } = open();
    run(3);
    desk.obey({ order: 'lay', fault: 'keep-alive-lost' });
    run(10);
    desk.obey({ order: 'restart' });
    run(5);
    expect(feed.problems).toEqual([]);
    const count = (kind: string) => kinds().filter((one) => one === kind).length;
    expect(count('problem-opened')).toBe(count('problem-closed'));
    expect(count('incident-opened')).toBe(count('incident-closed'));
  });

  test('shows registers, rings and commands', () => {
    const { desk, run } = open();
    run(2);
    const { registers, rings, trace } = desk.view();
    expect(registers.find(({ name }) => name === 'DEV_STS')).toMatchObject({ text: expect.stringContaining('ready') });
    expect(rings.map(({ queue, direction }) => `${direction} ${queue}`)).toEqual(['tx 0', 'rx 0', 'tx 1', 'rx 1']);
    expect(trace.some(({ what }) => what.startsWith('event KEEP_ALIVE'))).toBe(true);
  });

  test('refuses a fault that there is not', () => {
    expect(open().desk.obey({ order: 'lay', fault: 'x' })).toBe('There is no such fault.');
  });

  test.each(faults.map(({ name }) => name))('bears %s', (name) => {
    const { desk, feed, run } = open();
    run(1);
    desk.obey({ order: 'lay', fault: name });
    run(7);
    expect(feed.adapters).toHaveLength(1);
    expect(feed.nowMs).toBeGreaterThan(bootMs + 7000);
  });
});
