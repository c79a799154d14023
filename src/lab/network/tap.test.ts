import { constants } from 'node:os';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { testNeeding } from '../../../test/needs.ts';
import { Frame, type NetworkPeer, type ReceiveInfo } from '../../device/dataPath/index.ts';
import { buildFrame, pattern } from '../../device/dataPath/testing/frames.ts';
import { type Tap, TapRefused } from '../../native/tap.ts';
import { EchoNetwork } from './echo/echo.ts';
import { NetworkUnavailable } from './network.ts';
import { TapNetwork } from './tap.ts';
import { cable } from './testing/cable.ts';
import { Namespace } from './testing/namespace.ts';
import { TurnedLoop } from './testing/turnedLoop.ts';

const le = (...numbers: readonly number[]): number[] => numbers.flatMap((number) => [number & 0xff, number >> 8]);
const whole = [0, 0, ...le(0, 0, 0, 0)];

/** A TAP of which the test is the host, and a peer that counts its buffers and keeps what it gets. */
const plugged = async (largeReceive = false) => {
  const queue: number[][] = [];
  const written: number[][] = [];
  const arrived: { readonly bytes: number[]; readonly info: ReceiveInfo | undefined }[] = [];
  const tap: Tap = {
    name: 'tap9',
    descriptor: 9,
    read: (target, at) => {
      const next = queue.shift();
      if (next !== undefined) target.set(next, at);
      return next?.length ?? 0;
    },
    write: (header, bytes, at, lengthBytes) => {
      written.push([...header, ...bytes.subarray(at, at + lengthBytes)]);
      return 0;
    },
    close: () => {},
  };
  const state = { buffers: Number.POSITIVE_INFINITY, longest: 0 };
  const peer: NetworkPeer = {
    transmit: () => {},
    receive: (frame, info) => {
      state.buffers--;
      return arrived.push({ bytes: [...frame.toBytes()], info }) > 0;
    },
    room: () => state.buffers,
    longest: () => state.longest,
    carrier: true,
    takesOffloads: false,
  };
  const loop = new TurnedLoop();
  await new TapNetwork(undefined, largeReceive, async () => tap).connect(peer, loop);
  return { loop, peer, queue, written, arrived, state };
};

describe('from the host to the guest', () => {
  test('a frame comes as it is, with the host’s word for its checksums', async () => {
    const { loop, queue, arrived } = await plugged();
    const frame = buildFrame();
    queue.push([...whole, ...frame], [2, ...whole.slice(1), ...frame]);
    loop.turn();
    expect(arrived).toEqual([
      { bytes: frame, info: undefined },
      { bytes: frame, info: { checksums: 'good' } },
    ]);
  });

  test('a checksum that was left undone is filled in', async () => {
    const cases = fc.record({
      version: fc.constantFrom(4 as const, 6 as const),
      protocol: fc.constantFrom('tcp' as const, 'udp' as const),
      payload: fc.uint8Array({ maxLength: 100 }),
    });
    const { loop, queue, arrived } = await plugged();
    fc.assert(
      fc.property(cases, (options) => {
        const start = options.version === 4 ? 34 : 54;
        const header = [1, 0, ...le(0, 0, start, options.protocol === 'tcp' ? 16 : 6)];
        queue.push([...header, ...buildFrame({ ...options, l4Checksum: 'pseudo' })]);
        loop.turn();
        expect(arrived.pop()).toEqual({ bytes: buildFrame(options), info: { checksums: 'good' } });
      }),
    );
  });

  test.each([4, 6] as const)('a long packet of IPv%d is cut up, each piece with its sums', async (version) => {
    const { loop, queue, arrived } = await plugged();
    const payload = pattern(3500);
    const options = { version, protocol: 'tcp', tcpFlags: 0x18, sequence: 5 } as const;
    const start = version === 4 ? 34 : 54;
    const header = [1, version === 4 ? 1 : 4, ...le(start + 20, 1400, start, 16)];
    queue.push([...header, ...buildFrame({ ...options, payload, l4Checksum: 'pseudo' })]);
    loop.turn();
    const piece = (from: number, to: number, tcpFlags: number): number[] =>
      buildFrame({
        ...options,
        tcpFlags,
        sequence: 5 + from,
        ipId: 5 + from / 1400,
        payload: payload.subarray(from, to),
      });
    expect(arrived.map(({ bytes }) => bytes)).toEqual([
      piece(0, 1400, 0x10),
      piece(1400, 2800, 0x10),
      piece(2800, 3500, 0x18),
    ]);
    expect(arrived.every(({ info }) => info?.checksums === 'good')).toBe(true);
  });

  test.each([false, true])('what asks for the impossible is passed over, large receive %s', async (largeReceive) => {
    const { loop, queue, arrived, state } = await plugged(largeReceive);
    state.longest = 60_000;
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 10, maxLength: 10 }),
        fc.uint8Array({ maxLength: 80 }),
        (header, noise) => {
          queue.push([...header, ...noise], [...header, ...buildFrame({ protocol: 'tcp' })]);
          loop.turn();
        },
      ),
    );
    queue.push([1, 1, ...le(0, 0, 34, 16), ...buildFrame({ protocol: 'tcp' })], [1, 0, ...le(0, 0, 60_000, 16), 1]);
    arrived.length = 0;
    loop.turn();
    expect(arrived).toEqual([]);
  });

  test('waits in the host while the guest has no buffers, but not for ever', async () => {
    const { loop, peer, queue, arrived, state } = await plugged();
    const frame = [...whole, ...buildFrame()];
    state.buffers = 64;
    queue.push(frame, frame, frame);
    loop.turn();
    expect(arrived.length, 'one took the last but 63').toBe(1);
    state.buffers = 65;
    peer.onRoom?.();
    loop.turn();
    expect(arrived.length).toBe(3);
    queue.push(frame);
    loop.turn();
    expect(arrived.length).toBe(3);
    loop.clock.advance(50e6);
    loop.turn();
    expect(arrived.length, 'the guest had its time').toBe(4);
  });
});

describe('from the guest to the host', () => {
  const info = { queue: 0, segmentBytes: 0, headerBytes: 0, checksumStart: 0, checksumOffset: 0 };

  test('a frame goes as it is', async () => {
    const { peer, written } = await plugged();
    expect(peer.takesOffloads).toBe(true);
    peer.transmit(Frame.of(buildFrame()), info);
    expect(written).toEqual([[...whole, ...buildFrame()]]);
  });

  test('what is to be summed and cut up is told in the header', async () => {
    const { peer, written } = await plugged();
    const undone = { ...info, checksumStart: 34, checksumOffset: 16 };
    const cut = { ...undone, segmentBytes: 1448, headerBytes: 54 };
    peer.transmit(Frame.of(buildFrame({ protocol: 'tcp' })), undone);
    peer.transmit(Frame.of(buildFrame({ protocol: 'tcp' })), cut);
    peer.transmit(Frame.of(buildFrame({ protocol: 'tcp', tcpFlags: 0x90 })), cut);
    peer.transmit(Frame.of(buildFrame({ protocol: 'tcp', version: 6 })), { ...cut, checksumStart: 54 });
    expect(written.map((bytes) => bytes.slice(0, 10))).toEqual([
      [1, 0, ...le(0, 0, 34, 16)],
      [1, 1, ...le(54, 1448, 34, 16)],
      [1, 0x81, ...le(54, 1448, 34, 16)],
      [1, 4, ...le(54, 1448, 54, 16)],
    ]);
  });
});

test('a refusal of the kernel is told with what to do', async () => {
  const refuse = async (): Promise<Tap> => {
    throw new TapRefused('attach', constants.errno.EPERM);
  };
  const [peer] = cable();
  const failure = await new TapNetwork('x', false, refuse)
    .connect(peer, new TurnedLoop())
    .catch((thrown: unknown) => thrown);
  expect(failure).toBeInstanceOf(NetworkUnavailable);
  expect(failure).toMatchObject({
    message: 'the kernel gives no TAP x (EPERM)',
    hint: expect.stringContaining('ip tuntap'),
  });
});

/** Sends bytes to a port, ends, and says whether the same came back. */
const echoed = `
const [host, port, count] = process.argv.slice(1);
const sent = Buffer.from(Array.from({ length: 256 }, (_, i) => i)).toString('latin1').repeat(count / 256);
const socket = require('node:net').connect(+port, host, () => socket.end(sent, 'latin1'));
let got = '';
socket.setEncoding('latin1').on('data', (text) => (got += text)).on('end', () => console.log(got === sent));`;

describe('a Linux host and the neighbour, by a TAP', () => {
  const needs = ['root', '/dev/net/tun', 'ip', 'ping'];
  const meet = async (work: (host: Namespace, loop: TurnedLoop) => Promise<void>): Promise<void> => {
    const loop = new TurnedLoop();
    const [one, other] = cable();
    const tap = await new TapNetwork().connect(one, loop);
    const echo = await new EchoNetwork().connect(other, loop);
    const host = new Namespace('enakit');
    try {
      host.adopt(tap.place, '10.9.0.2/24', 'fd09::2/64');
      await work(host, loop);
    } finally {
      host.close();
      echo.close();
      tap.close();
    }
  };

  testNeeding(needs, 'get along by ping, in fragments too', () =>
    meet(async (host, loop) => {
      for (const args of [['10.9.0.1'], ['-s', '4000', '10.9.0.1'], ['fd09::1']])
        expect(await loop.during(host.run('ping', ['-c', '2', '-i', '0.2', ...args]))).toContain(' 0% packet loss');
    }),
  );

  testNeeding(needs, 'get along by TCP, with segments left to each other', () =>
    meet(async (host, loop) => {
      for (const address of ['10.9.0.1', 'fd09::1'])
        for (const count of ['256', '2097152'])
          expect(await loop.during(host.run(process.execPath, ['-e', echoed, address, '7', count]))).toBe('true\n');
    }),
  );
});
