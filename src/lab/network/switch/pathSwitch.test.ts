import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Frame, type NetworkPeer } from '../../../device/dataPath/index.ts';
import { type Connection, NetworkUnavailable } from '../network.ts';
import { TurnedLoop } from '../testing/turnedLoop.ts';
import { PathSwitchNetwork } from './pathSwitch.ts';

let folder: string;
let open: Connection[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'switch-'));
  open = [];
});
afterEach(() => {
  for (const connection of open) connection.close();
  rmSync(folder, { recursive: true });
});

/** An adapter's end that keeps the kind of each frame it gets. */
const adapter = async (loop: TurnedLoop, path: string) => {
  const arrived: number[] = [];
  const peer: NetworkPeer = {
    transmit: () => {},
    receive: (frame) => arrived.push(frame.bytes[frame.byte + 13]!) > 0,
    room: () => Number.POSITIVE_INFINITY,
    longest: () => 0,
    carrier: true,
    takesOffloads: false,
  };
  const connection = await new PathSwitchNetwork(path).connect(peer, loop);
  open.push(connection);
  const send = (kind: number): void => {
    const info = { queue: 0, segmentBytes: 0, headerBytes: 0, checksumStart: 0, checksumOffset: 0 };
    const frame = Frame.of([255, 255, 255, 255, 255, 255, 2, 0, 0, 0, 0, open.length, 0, kind]);
    peer.transmit(frame, info);
  };
  return { arrived, send, connection };
};

const until = (loop: TurnedLoop, isSo: () => boolean): Promise<void> =>
  loop.during(
    (async () => {
      while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
    })(),
  );

describe('a switch at a path', () => {
  test('joins whoever comes, the one who hosts it as well', async () => {
    const loop = new TurnedLoop();
    const path = join(folder, 's');
    const all = [await adapter(loop, path), await adapter(loop, path), await adapter(loop, path)];
    for (const [number, { send }] of all.entries()) {
      const seen = (): number => all.filter(({ arrived }) => arrived.includes(number + 1)).length;
      send(number + 1);
      await until(loop, () => seen() === 2);
    }
    expect(all.map(({ arrived }) => arrived)).toEqual([
      [2, 3],
      [1, 3],
      [1, 2],
    ]);
  });

  test('goes on with another host when the first goes', async () => {
    const loop = new TurnedLoop();
    const path = join(folder, 's');
    const first = await adapter(loop, path);
    const [second, third] = [await adapter(loop, path), await adapter(loop, path)];
    first.connection.close();
    await until(loop, () => {
      second.send(9);
      return third.arrived.includes(9);
    });
    expect(first.arrived).not.toContain(9);
  });

  test('is joined by those who come at the same moment', async () => {
    const loop = new TurnedLoop();
    const path = join(folder, 's');
    const all = await Promise.all([adapter(loop, path), adapter(loop, path), adapter(loop, path)]);
    await until(loop, () => {
      all[0].send(5);
      return all.slice(1).every(({ arrived }) => arrived.includes(5));
    });
  });

  test('takes the place of a socket that was left behind', async () => {
    const loop = new TurnedLoop();
    const path = join(folder, 's');
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(join(folder, 'old'), resolve));
    renameSync(join(folder, 'old'), path);
    await new Promise((resolve) => server.close(resolve));
    await expect(adapter(loop, path)).resolves.toBeDefined();
  });

  test.each([
    ['no folder', 'missing/s', 'EACCES'],
    ['a file', 'file', 'ECONNREFUSED'],
  ])('cannot be where there is %s, and says so', async (_, name, why) => {
    writeFileSync(join(folder, 'file'), 'precious');
    const failure = await adapter(new TurnedLoop(), join(folder, name)).catch((thrown: unknown) => thrown);
    expect(failure).toBeInstanceOf(NetworkUnavailable);
    expect((failure as Error).message).toContain(`(${why})`);
    expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('precious');
  });
});
