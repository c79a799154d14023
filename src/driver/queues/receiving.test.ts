import { describe, expect, test } from 'vitest';
import { l3Protocols, l4Protocols, RxDone } from '../../spec/wire/descriptors.ts';
import { put } from '../../spec/wire/field.ts';
import { Bench, type BenchOptions } from '../testing/bench.ts';
import { page2016, release2170, upstream612 } from '../voices/chosen.ts';
import { voiceOf } from '../voices.ts';

const ready = (options: BenchOptions = {}) => new Bench(options).ready();

const counters = (bench: Bench) => bench.driver.adapter.pairCounters[0]!;

describe('receiving', () => {
  const bytesOf = (lengthBytes: number) => Uint8Array.from({ length: lengthBytes }, (_, place) => place * 3);

  test.each([1, 60, 254, 255, 1514, 9014])('delivers a frame of %i bytes', (lengthBytes) => {
    const bench = ready();
    const bytes = bytesOf(lengthBytes);
    expect(bench.mock.rx[0]!.deliver(bytes)).toBe(true);
    bench.serve();
    expect(bench.received.map((frame) => frame.bytes)).toEqual([bytes]);
    expect(bench.received[0]!.pieces).toBe(Math.ceil(lengthBytes / 3712));
    expect(counters(bench).rx).toMatchObject({ cnt: 1, rx_copybreak_pkt: lengthBytes <= 254 ? 1 : 0 });
  });

  test('goes on for many laps and posts buffers in batches', () => {
    const bench = ready();
    const bytes = bytesOf(600);
    for (let i = 0; i < 5000; i++) {
      expect(bench.mock.rx[0]!.deliver(bytes)).toBe(true);
      if (i % 50 === 0) bench.serve();
    }
    bench.serve();
    expect(bench.received).toHaveLength(5000);
    expect(bench.received.every((frame) => frame.bytes.length === 600)).toBe(true);
  });

  test('counts bytes without the Ethernet header before 2.17.0', () => {
    for (const [voice, counted] of [
      [release2170, 100],
      [upstream612, 86],
    ] as const) {
      const bench = ready({ voice });
      bench.mock.rx[0]!.deliver(bytesOf(100));
      bench.serve();
      expect(counters(bench).rx.bytes).toBe(counted);
    }
  });

  test('judges checksums as the device and the version do', () => {
    const tcp4 = put(RxDone.l3Protocol, l3Protocols.ipv4) | put(RxDone.l4Protocol, l4Protocols.tcp);
    const checked = put(RxDone.l4ChecksumChecked, 1);
    const cases = [
      [tcp4 | checked, 'good', 'good'],
      [tcp4, 'unchecked', 'good'],
      [tcp4 | checked | put(RxDone.l4ChecksumError, 1), 'bad', 'bad'],
      [tcp4 | put(RxDone.l3ChecksumError, 1), 'bad', 'bad'],
      [tcp4 | put(RxDone.ipv4Fragment, 1), 'none', 'none'],
      [0, 'none', 'none'],
    ] as const;
    for (const [status, now, then] of cases) {
      for (const [voice, verdict] of [
        [release2170, now],
        [page2016, then],
      ] as const) {
        const bench = ready({ voice });
        bench.mock.rx[0]!.deliver(bytesOf(60), status);
        bench.serve();
        expect(bench.received[0]!.checksum).toBe(verdict);
      }
    }
  });

  test('waits for the rest of a packet', () => {
    const bench = ready();
    const rx = bench.mock.rx[0]!;
    rx.post(0, 3712, put(RxDone.first, 1));
    bench.serve();
    expect(bench.received).toHaveLength(0);
    rx.post(1, 10, put(RxDone.last, 1));
    bench.serve();
    expect(bench.received[0]!.bytes).toHaveLength(3722);
  });

  const whole = put(RxDone.first, 1) | put(RxDone.last, 1);

  test.each([
    ['an id out of range', 4, [[5000, 60, whole]], 'Bad req_id in descriptor #0 on q_id: 1, req_id: 5000'],
    ['an id that is not posted', 4, [[1023, 60, whole]], 'SKB: Page is NULL. qid 0 req_id 1023'],
    [
      'an id twice',
      4,
      [
        [5, 60, put(RxDone.first, 1)],
        [5, 60, put(RxDone.last, 1)],
      ],
      'SKB: Page is NULL. qid 0 req_id 5',
    ],
    [
      'a first bit inside a packet',
      16,
      [
        [1, 60, put(RxDone.first, 1)],
        [2, 60, whole],
      ],
      'First bit is on in descriptor #1',
    ],
    ['a reserved bit', 16, [[1, 60, whole | put(RxDone.mustBeZero17, 1)]], 'Corrupted RX descriptor #0'],
  ] as const)('resets for %s with reason %i', (_, reason, posts, line) => {
    const bench = ready();
    for (const [id, length, status] of posts) bench.mock.rx[0]!.post(id, length, status);
    bench.serve();
    expect(bench.received).toEqual([]);
    bench.run(2);
    expect(bench.mock.resets).toEqual([0, reason, 0]);
    expect(bench.lines.some((text) => text.includes(line))).toBe(true);
  });

  test('resets with reason 6 for more pieces than agreed', () => {
    const bench = ready({ mock: { maxPacketDescriptors: 4 } });
    for (let i = 0; i < 5; i++) {
      bench.mock.rx[0]!.post(i, 100, put(RxDone.first, i === 0 ? 1 : 0) | put(RxDone.last, i === 4 ? 1 : 0));
    }
    bench.serve();
    expect(counters(bench).rx.bad_desc_num).toBe(1);
    bench.run(2);
    expect(bench.mock.resets).toEqual([0, 6, 0]);
    expect(bench.lines.some((text) => text.endsWith('Too many RX cdescs (5) > MAX(4)'))).toBe(true);
  });

  test('never hands out bytes beyond a buffer, whatever length it is told', () => {
    const bench = ready();
    bench.mock.rx[0]!.post(0, 65_535, whole);
    bench.serve();
    expect(bench.received[0]!.bytes.length).toBeLessThanOrEqual(3712);
  });

  test('tells of missing memory and posts again when there is some', () => {
    const bench = ready({ voice: voiceOf('2.12.0') });
    bench.driver.adapter.troubles.outOfPages = true;
    for (let i = 0; i < 400; i++) bench.mock.rx[0]!.deliver(bytesOf(1000));
    bench.serve();
    expect(counters(bench).rx.page_alloc_fail).toBeGreaterThan(0);
    expect(bench.lines).toContain('ena 0000:00:05.0 eth1: Failed to allocate buffer for rx queue 0');
    bench.driver.adapter.troubles.outOfPages = false;
    bench.mock.rx[0]!.deliver(bytesOf(1000));
    bench.serve();
    expect(bench.mock.rx[0]!.buffers).toBe(1023);
  });
});

describe('a poller', () => {
  test('takes 64 packets a run and leaves the vector masked until it got through', () => {
    const bench = ready();
    for (let i = 0; i < 100; i++) bench.mock.rx[0]!.deliver(new Uint8Array(60));
    const before = bench.mock.interruptWrites.length;
    bench.bus.deliverInterrupts();
    expect(bench.driver.poll(64)).toBe(64);
    expect(bench.mock.interruptWrites).toHaveLength(before);
    expect(bench.driver.poll(64)).toBe(36);
    expect(bench.mock.interruptWrites).toHaveLength(before + 1);
    expect(bench.mock.interruptWrites.at(-1)! & (1 << 30)).not.toBe(0);
  });

  test('that the host does not call takes nothing', () => {
    const bench = ready();
    bench.polls = false;
    bench.mock.rx[0]!.deliver(new Uint8Array(60));
    bench.run(3);
    expect(bench.received).toEqual([]);
    expect(bench.driver.duePollers).toBe(1);
  });
});
