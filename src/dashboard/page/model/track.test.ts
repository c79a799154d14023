import { describe, expect, test } from 'vitest';
import { Track } from './track.ts';

const names = ['queue_0_rx_cnt', 'queue_1_rx_cnt', 'rx_drops'];
const open = (values: readonly number[]) => new Track({ pci: 'x', interfaces: [], names, values, sampledMs: 1000 });

describe('a track', () => {
  test('takes what changed, and keeps the rest', () => {
    const track = open([1, 2, 3]);
    track.take(2000, { pci: 'x', changed: [2, 7] });
    expect([track.value('queue_1_rx_cnt'), track.value('rx_drops')]).toEqual([2, 7]);
  });

  test('tells rises per second, of several counters together', () => {
    const track = open([0, 0, 0]);
    track.take(3000, { pci: 'x', changed: [0, 10, 1, 30] });
    expect(track.rates(['queue_0_rx_cnt', 'queue_1_rx_cnt'])).toEqual([{ atMs: 3000, perSecond: 20 }]);
  });

  test('counts from nothing where a counter began anew', () => {
    const track = open([0, 0, 100]);
    track.take(2000, { pci: 'x', changed: [2, 5] });
    expect(track.rates(['rx_drops'])[0]!.perSecond).toBe(5);
  });

  test('knows how many queues there are', () => expect(open([0, 0, 0]).queues).toBe(2));
  test('knows nothing of other counters', () => expect(open([0, 0, 0]).value('x')).toBeUndefined());

  test('lets go of the oldest', () => {
    const track = open([0, 0, 0]);
    for (let i = 0; i < 1000; i++) track.take(2000 + i, { pci: 'x', changed: [0, i] });
    expect(track.rounds.length).toBeLessThan(200);
  });
});
