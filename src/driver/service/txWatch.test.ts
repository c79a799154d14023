import { describe, expect, test } from 'vitest';
import { TxFrame } from '../driver.ts';
import { Bench } from '../testing/bench.ts';
import { release2170, upstream612 } from '../voices/chosen.ts';
import { voiceOf } from '../voices.ts';

const ready = (voice = release2170) => new Bench({ voice }).ready();

const ends = (bench: Bench, text: string) => bench.lines.filter((line) => line.endsWith(text)).length;
const includes = (bench: Bench, text: string) => bench.lines.filter((line) => line.includes(text)).length;

const send = (bench: Bench, count: number, queue = 0) => {
  const frame = new TxFrame().plain();
  frame.lengthBytes = 64;
  frame.queue = queue;
  for (let i = 0; i < count; i++) bench.driver.transmit(frame);
};

describe('the check of sent packets', () => {
  test('resets with reason 3 above the threshold, and says that no completion was posted', () => {
    const bench = ready();
    send(bench, 129);
    bench.run(8);
    expect(bench.mock.resets).toEqual([0, 3, 0]);
    expect(includes(bench, '[1/2] Lost TX completions are above threshold (129 > 128)')).toBe(1);
    expect(ends(bench, 'No completion descriptors found in CQ 0')).toBe(1);
    expect(includes(bench, 'Freed 129 uncompleted tx pkts, qid 0')).toBe(1);
  });

  test('only tells of packets up to the threshold', () => {
    const bench = ready(upstream612);
    bench.driver.adapter.queues[0]!.hadInterrupt = true;
    send(bench, 128);
    bench.run(12);
    expect(bench.mock.resets).toEqual([0]);
    expect(includes(bench, "TX hasn't completed, qid 0, index")).toBe(128);
  });

  test('counts overdue packets as the version does', () => {
    const missed = (version: string) => {
      const bench = ready(voiceOf(version));
      bench.driver.adapter.queues[0]!.hadInterrupt = true;
      send(bench, 2);
      bench.run(9);
      return bench.driver.adapter.pairCounters[0]!.tx.missed_tx;
    };
    expect(missed('2.2.10')).toBe(2);
    expect(missed('2.7.2')).toBeGreaterThan(2);
    expect(missed('2.17.0')).toBe(2);
  });

  test('blames the poller that is due and does not run', () => {
    const bench = ready();
    send(bench, 200);
    bench.polls = false;
    bench.mock.tx[0]!.complete();
    bench.run(12);
    expect(bench.mock.resets[1]).toBe(15);
  });

  test('finds completions that no interrupt announced', () => {
    const bench = ready(voiceOf('2.12.0'));
    bench.driver.adapter.queues[0]!.hadInterrupt = true;
    bench.bus.driver.mask(1);
    send(bench, 200);
    bench.mock.tx[0]!.complete();
    bench.run(8);
    expect(ends(bench, 'Completion descriptors found in CQ 0')).toBe(1);
    expect(bench.mock.resets[1]).toBe(14);
  });

  test('misses the first interrupt of a queue', () => {
    for (const [voice, reason] of [
      [voiceOf('2.15.0'), 20],
      [voiceOf('2.12.0'), 14],
      [upstream612, 14],
    ] as const) {
      const bench = ready(voice);
      send(bench, 1);
      bench.run(12);
      expect(includes(bench, 'Potential MSIX issue on Tx side Queue = 0.')).toBe(1);
      expect(bench.mock.resets[1]).toBe(reason);
    }
  });

  test('blames a missing first interrupt on the device where no completion lies there', () => {
    const bench = ready(release2170);
    send(bench, 1);
    bench.run(12);
    expect(ends(bench, 'Potential MSIX issue on Tx side Queue = 0.')).toBe(1);
    expect(ends(bench, 'No completion descriptors found in CQ 0')).toBe(1);
    expect(bench.mock.resets[1]).toBe(3);
  });

  test('holds the completions that lie there against the packets that are overdue', () => {
    const reasonWith = (completed: number) => {
      const bench = ready(release2170);
      bench.bus.driver.mask(1);
      send(bench, 200);
      bench.mock.tx[0]!.complete(completed);
      bench.run(12);
      return bench.mock.resets[1];
    };
    expect(reasonWith(200)).toBe(20);
    expect(reasonWith(199)).toBe(3);
  });

  test('compares with mixed units before 2.9.0: a poller due for milliseconds counts as starved', () => {
    const reasonOf = (version: string) => {
      const bench = ready(voiceOf(version));
      const [pair] = bench.driver.adapter.queues;
      pair!.hadInterrupt = true;
      send(bench, 200);
      bench.run(4.5);
      // The poller ran a second ago, is due, and does not run again.
      bench.driver.poll();
      pair!.lastPollNs = bench.clock.nowNs();
      bench.polls = false;
      pair!.schedule();
      bench.run(8);
      return bench.mock.resets[1];
    };
    expect(reasonOf('2.8.6')).toBe(15);
    expect(reasonOf('2.9.0')).toBe(3);
  });
});
