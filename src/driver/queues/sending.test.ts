import { describe, expect, test } from 'vitest';
import { l3Protocols, l4Protocols, TxDone } from '../../spec/wire/descriptors.ts';
import { put } from '../../spec/wire/field.ts';
import { TxFrame } from '../driver.ts';
import { Bench, type BenchOptions } from '../testing/bench.ts';
import { mockDefaults } from '../testing/mockOptions.ts';
import { upstream612 } from '../voices/chosen.ts';

const ready = (options: BenchOptions = {}) => new Bench(options).ready();

const frameOf = (lengthBytes: number, fill: (place: number) => number = (place) => place * 7) => {
  const frame = new TxFrame().plain();
  for (let i = 0; i < lengthBytes; i++) frame.memory.bytes[i] = fill(i);
  frame.lengthBytes = lengthBytes;
  return frame;
};

const contents = ({ memory, start, lengthBytes }: TxFrame) => memory.bytes.slice(start, start + lengthBytes);
const counters = (bench: Bench) => bench.driver.adapter.pairCounters[0]!;

describe('sending', () => {
  test.each([1, 60, 1514, 4096, 4097, 9014])('delivers a frame of %i bytes', (lengthBytes) => {
    const bench = ready();
    const frame = frameOf(lengthBytes);
    expect(bench.driver.transmit(frame)).toBe('sent');
    expect(bench.mock.tx[0]!.frames).toEqual([contents(frame)]);
  });

  test.each([40, 96, 97, 1514])('delivers a frame of %i bytes through the device’s memory', (lengthBytes) => {
    const bench = ready({ mock: { features: [...mockDefaults.features, 'llq'] } });
    const frame = frameOf(lengthBytes);
    for (let i = 0; i < 3; i++) bench.driver.transmit(frame);
    expect(bench.mock.tx[0]!.frames).toEqual([contents(frame), contents(frame), contents(frame)]);
  });

  test('rings once for frames that come together', () => {
    const bench = ready();
    const frame = frameOf(60);
    frame.more = true;
    for (let i = 0; i < 9; i++) bench.driver.transmit(frame);
    expect(bench.mock.tx[0]!.frames).toHaveLength(0);
    frame.more = false;
    bench.driver.transmit(frame);
    expect(bench.mock.tx[0]!.frames).toHaveLength(10);
    expect(counters(bench).tx).toMatchObject({ cnt: 10, bytes: 600, doorbells: 1 });
  });

  test('goes on for many laps, whatever the order of completions', () => {
    const bench = ready();
    const tx = bench.mock.tx[0]!;
    const frame = frameOf(60);
    for (let lap = 0; lap < 500; lap++) {
      for (let i = 0; i < 37; i++) expect(bench.driver.transmit(frame)).toBe('sent');
      tx.held.reverse();
      tx.complete(lap % 40);
      bench.serve();
      if (tx.held.length > 500) tx.complete();
      bench.serve();
    }
    tx.complete();
    bench.serve();
    expect(tx.frames).toHaveLength(500 * 37);
    expect(bench.driver.adapter.queues[0]!.tx.slots.inFlight).toBe(0);
    expect(counters(bench).tx).toMatchObject({ cnt: 500 * 37, bad_req_id: 0 });
  });

  test('stops when the ring is full and wakes when there is room', () => {
    const bench = ready();
    const frame = frameOf(60);
    let sent = 0;
    while (bench.driver.transmit(frame) === 'sent') sent++;
    expect(sent).toBeGreaterThan(1000);
    expect(bench.driver.isStopped(0)).toBe(true);
    expect(bench.mock.tx[0]!.frames).toHaveLength(sent);
    bench.mock.tx[0]!.complete(100);
    bench.serve();
    expect(bench.driver.isStopped(0)).toBe(false);
    expect(counters(bench).tx).toMatchObject({ queue_stop: 1, queue_wakeup: 1 });
  });

  test('describes a stream to be cut once, until its headers change', () => {
    const bench = ready();
    const frame = frameOf(3000);
    frame.segmentBytes = 1448;
    frame.l3Protocol = l3Protocols.ipv4;
    frame.l4Protocol = l4Protocols.tcp;
    const metas = () => bench.driver.adapter.queues[0]!.tx;
    const { port } = bench.driver.adapter;
    const tails: number[] = [];
    const doorbell = metas().submission.doorbellOffset;
    const write = port.write32.bind(port);
    Object.assign(port, {
      write32: (offset: number, value: number) => {
        if (offset === doorbell) tails.push(value);
        write(offset, value);
      },
    });
    bench.driver.transmit(frame);
    bench.driver.transmit(frame);
    frame.segmentBytes = 1400;
    bench.driver.transmit(frame);
    expect(tails).toEqual([2, 3, 5]);
  });

  test('drops what has no bytes or more pieces than a packet may have', () => {
    const bench = ready({ mock: { maxPacketDescriptors: 3 } });
    expect(bench.driver.transmit(frameOf(0))).toBe('dropped');
    expect(bench.driver.transmit(frameOf(9014))).toBe('dropped');
  });

  test('resets with reason 5 for ids out of range or not in flight', () => {
    for (const id of [5000, 7]) {
      const bench = ready();
      bench.mock.tx[0]!.post(id);
      bench.serve();
      expect(counters(bench).tx.bad_req_id).toBe(1);
      bench.run(2);
      expect(bench.mock.resets).toEqual([0, 5, 0]);
      // Queues made anew count anew.
      expect(counters(bench).tx.bad_req_id).toBe(0);
      const line = id === 7 ? "req id 7 doesn't correspond to a packet" : 'Invalid req_id 5000 in qid 0';
      expect(bench.lines.some((text) => text.includes(line))).toBe(true);
    }
  });

  test('resets with reason 17 for bits that must be 0, where device and version say so', () => {
    const bench = ready();
    bench.driver.transmit(frameOf(60));
    bench.mock.tx[0]!.post(0, put(TxDone.mustBeZero, 1));
    bench.serve();
    bench.run(2);
    expect(bench.mock.resets).toEqual([0, 17, 0]);
    const older = ready({ voice: upstream612 });
    older.driver.transmit(frameOf(60));
    older.mock.tx[0]!.post(0, put(TxDone.mustBeZero, 1));
    older.serve();
    older.run(2);
    expect(older.mock.resets).toEqual([0]);
  });
});
