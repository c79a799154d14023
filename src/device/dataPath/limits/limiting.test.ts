import { describe, expect, test } from 'vitest';
import { Frame } from '../frame.ts';
import { buildFrame, type FrameOptions, pattern } from '../testing/frames.ts';
import { GuestRig } from '../testing/guestRig.ts';
import type { LimitSettings } from './instanceLimits.ts';
import { publishedLimits } from './instanceLimits.ts';

/** 1000 bytes. */
const kilobyte: FrameOptions = { payload: pattern(1000 - 42) };

const rigWith = (settings: LimitSettings) => {
  const rig = new GuestRig();
  rig.path.limits.set(settings);
  const tx = rig.openTx({ depth: 256 });
  const rx = rig.openRx({ depth: 256 });
  for (let id = 0; id < 255; id++) rx.write(id, rig.allocate(1024), 1024);
  rx.kick();
  const send = (options: FrameOptions = {}) => {
    const bytes = buildFrame(options);
    tx.send({ pieces: [{ address: rig.place(bytes), length: bytes.length }] });
    tx.reap();
  };
  const receive = (options: FrameOptions = {}) => rig.path.peer.receive(Frame.of(buildFrame(options)));
  return { rig, send, receive, counters: rig.path.limits.counters };
};

describe('an allowance of bandwidth', () => {
  test('lets the burst out, then as much as the rate, in order', () => {
    const { rig, send, counters } = rigWith({ bandwidthOutBitsPerSecond: 8_000_000, bandwidthBurstBits: 16_000 });
    for (let i = 0; i < 6; i++) send({ ...kilobyte, sourcePort: i });
    expect([rig.sent.length, counters.bandwidthOutExceeded, rig.path.limits.waiting]).toEqual([2, 4, 4]);
    rig.clock.advance(1e6);
    expect(rig.sent).toHaveLength(3);
    rig.clock.advance(3e6);
    expect(rig.sent.map((frame) => frame[35])).toEqual([0, 1, 2, 3, 4, 5]);
    expect(counters).toMatchObject({ droppedOut: 0, bandwidthInExceeded: 0 });
  });

  test('drops what finds the queue full', () => {
    const { rig, send, counters } = rigWith({ bandwidthOutBitsPerSecond: 8_000, queueFrames: 3 });
    for (let i = 0; i < 9; i++) send(kilobyte);
    expect([rig.sent.length, counters.bandwidthOutExceeded, counters.droppedOut]).toEqual([1, 8, 5]);
    rig.clock.advance(10e9);
    expect(rig.sent).toHaveLength(4);
  });

  test('holds back what comes in, too', () => {
    const { rig, receive, counters } = rigWith({ bandwidthInBitsPerSecond: 8_000_000, bandwidthBurstBits: 8000 });
    expect([receive(kilobyte), receive(kilobyte), receive(kilobyte)]).toEqual([true, true, true]);
    expect([rig.path.counters.rxPackets, counters.bandwidthInExceeded]).toEqual([1, 2]);
    rig.clock.advance(2e6);
    expect(rig.path.counters.rxPackets).toBe(3);
  });

  test('loses what waits when the device is reset', () => {
    const { rig, send, counters } = rigWith({ bandwidthOutBitsPerSecond: 8000 });
    for (let i = 0; i < 3; i++) send(kilobyte);
    rig.path.reset();
    rig.clock.advance(10e9);
    expect([rig.sent.length, counters.bandwidthOutExceeded]).toEqual([1, 0]);
  });
});

test('an allowance of packets counts both directions together', () => {
  const { rig, send, receive, counters } = rigWith({ packetsPerSecond: 1000, packetsBurst: 4 });
  for (let i = 0; i < 3; i++) {
    send();
    receive();
  }
  expect([rig.sent.length + rig.path.counters.rxPackets, counters.packetsPerSecondExceeded]).toEqual([4, 2]);
  rig.clock.advance(2e6);
  expect(rig.sent.length + rig.path.counters.rxPackets).toBe(6);
});

describe('an allowance of tracked connections', () => {
  test('drops packets of new ones when the table is full, until others were idle', () => {
    const { rig, send, receive, counters } = rigWith({ trackedConnections: 2, connectionIdleMs: 1000 });
    send({ sourcePort: 1 });
    expect(rig.path.statistics().connectionsAvailable).toBe(1);
    send({ sourcePort: 2 });
    send({ sourcePort: 3 });
    expect([rig.sent.length, counters.connectionsExceeded, counters.droppedOut]).toEqual([2, 1, 1]);
    // An answer belongs to the connection it answers; a packet from elsewhere does not.
    const answer = { source: [10, 0, 0, 2], sourcePort: 2000, destination: [10, 0, 0, 1], destinationPort: 2 };
    expect([receive(answer), receive({ ...answer, sourcePort: 9 })]).toEqual([true, false]);
    rig.clock.advance(1e9);
    send({ sourcePort: 3 });
    expect([rig.sent.length, counters.connectionsExceeded, counters.droppedIn]).toEqual([3, 2, 1]);
  });

  test('knows connections of IPv6, and does not count what is not IP', () => {
    const { rig, send } = rigWith({ trackedConnections: 1 });
    for (let i = 0; i < 3; i++) send({ version: 6 });
    expect([rig.sent.length, rig.path.statistics().connectionsAvailable]).toEqual([3, 0]);
  });
});

describe('an allowance of packets to services of the host', () => {
  test.each([123, 253, 254])('drops beyond it, to 169.254.169.%i', (last) => {
    const { rig, send, counters } = rigWith({ linkLocalPacketsPerSecond: 2 });
    const destination = [169, 254, 169, last];
    for (let i = 0; i < 5; i++) send({ destination });
    expect([rig.sent.length, counters.linkLocalExceeded]).toEqual([2, 3]);
    rig.clock.advance(1e9);
    send({ destination });
    expect(rig.sent).toHaveLength(3);
  });

  test('is that of IPv6 as well, and of no other address', () => {
    const { rig, send, counters } = rigWith({ linkLocalPacketsPerSecond: 1 });
    const prefix = [0xfd, 0, 0x0e, 0xc2, ...Array(10).fill(0)];
    for (let i = 0; i < 3; i++) send({ version: 6, destination: [...prefix, 2, 0x54] });
    expect([rig.sent.length, counters.linkLocalExceeded]).toEqual([1, 2]);
    for (let i = 0; i < 3; i++) send({ destination: [169, 254, 169, 1] });
    for (let i = 0; i < 3; i++) send({ version: 6, destination: [...prefix, 2, 0x55] });
    expect([rig.sent.length, counters.linkLocalExceeded]).toEqual([7, 2]);
  });
});

test('fragments have a limit of their own, unless the guest bypasses it', () => {
  const { rig, send, counters } = rigWith({ fragmentsPerSecond: 2 });
  for (let i = 0; i < 4; i++) send({ fragment: 0x2000 });
  expect([rig.sent.length, counters.packetsPerSecondExceeded]).toEqual([2, 2]);
  rig.path.setFragmentBypass(true);
  send({ fragment: 0x2000 });
  expect(rig.sent).toHaveLength(3);
  expect(publishedLimits).toEqual({ linkLocalPacketsPerSecond: 1024, fragmentsPerSecond: 1024 });
});

describe('ENA Express', () => {
  test('counts what may take it and what does', () => {
    const rig = new GuestRig({ device: { express: { enabled: true, udp: false, udpOrderingBypass: false } } });
    const tx = rig.openTx();
    const rx = rig.openRx();
    rx.post(0, rig.allocate(1024), 1024);
    const send = (options: FrameOptions) => {
      const bytes = buildFrame(options);
      tx.send({ pieces: [{ address: rig.place(bytes), length: bytes.length }] });
    };
    send({ protocol: 'tcp' });
    send({ protocol: 'udp' });
    rig.path.express.peerTakesPart = false;
    send({ protocol: 'tcp' });
    rig.path.express.udp = true;
    send({ protocol: 'udp' });
    rig.path.express.utilization = 40;
    rig.path.peer.receive(Frame.of(buildFrame()), { express: true });
    expect(rig.path.statistics()).toMatchObject({
      expressEligibleTxPackets: 3,
      expressTxPackets: 1,
      expressRxPackets: 1,
      expressUtilization: 40,
    });
  });
});
