import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { testNeeding } from '../../../../test/needs.ts';
import { Frame } from '../../../device/dataPath/index.ts';
import { buildFrame, pattern } from '../../../device/dataPath/testing/frames.ts';
import { EchoNetwork } from '../echo/echo.ts';
import { cable } from '../testing/cable.ts';
import { TurnedLoop } from '../testing/turnedLoop.ts';
import type { FileSystem } from './bufferedFile.ts';
import { CapturedNetwork } from './capturedNetwork.ts';
import { PcapWriter } from './pcapWriter.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'capture-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const epochMs = Date.UTC(2026, 0, 2, 3, 4, 5);
const frames = [buildFrame(), buildFrame({ protocol: 'tcp', payload: pattern(333) }), buildFrame({ version: 6 })];

/** A writer whose clock goes on by a nanosecond a frame, and the errors it told. */
const writerTo = (path: string, files?: FileSystem) => {
  const errors: string[] = [];
  let ns = 0;
  const writer = new PcapWriter({
    path,
    interfaceName: 'ena0',
    nowNs: () => ns++,
    epochMs,
    onError: ({ code }) => void errors.push(String(code)),
    ...(files && { files }),
  });
  return { writer, errors };
};

const fill = (writer: PcapWriter): void => {
  for (const [i, frame] of frames.entries()) writer.write(Frame.of(frame), i % 2 === 0 ? 'out' : 'in');
};

/** Blocks of a capture, by their types and bodies; each must begin and end with its length. */
const blocksOf = (bytes: Buffer): { readonly type: number; readonly body: Buffer }[] => {
  const blocks = [];
  for (let at = 0; at < bytes.length; ) {
    const length = bytes.readUInt32LE(at + 4);
    expect(length % 4).toBe(0);
    expect(bytes.readUInt32LE(at + length - 4)).toBe(length);
    blocks.push({ type: bytes.readUInt32LE(at), body: bytes.subarray(at + 8, at + length - 4) });
    at += length;
  }
  return blocks;
};

const fields = [
  'frame.time_epoch',
  'frame.len',
  'frame.interface_name',
  'frame.packet_flags_direction',
  '_ws.malformed',
];
const asked = ['-o', 'tcp.check_checksum:TRUE', '-T', 'fields', ...fields.flatMap((field) => ['-e', field])];
const seen = [
  `1767323045.000000000\t${frames[0]!.length}\tena0\t0x00000002\t`,
  `1767323045.000000001\t${frames[1]!.length}\tena0\t0x00000001\t`,
  `1767323045.000000002\t${frames[2]!.length}\tena0\t0x00000002\t`,
];

describe('a capture', () => {
  test('has a section, an interface, the frames and a count of those that are missing', async () => {
    const path = join(folder, 'a.pcapng');
    const { writer } = writerTo(path);
    fill(writer);
    await writer.close();
    const blocks = blocksOf(readFileSync(path));
    expect(blocks.map(({ type }) => type)).toEqual([0x0a0d0d0a, 1, 6, 6, 6, 5]);
    const packets = blocks
      .filter(({ type }) => type === 6)
      .map(({ body }) => [...body.subarray(20, 20 + body.readUInt32LE(12))]);
    expect(packets).toEqual(frames);
  });

  testNeeding(['tshark'], 'is read by tshark: times, lengths, interface, direction', async () => {
    const path = join(folder, 'a.pcapng');
    const { writer } = writerTo(path);
    fill(writer);
    await writer.close();
    const lines = execFileSync('tshark', ['-r', path, ...asked], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    expect(lines.trimEnd().split('\n')).toEqual(
      seen.map((line) => line.trimEnd()).map((line) => expect.stringContaining(line)),
    );
  });

  testNeeding(['mkfifo', 'cat'], 'goes through a FIFO, whose reader may come late', async () => {
    const path = join(folder, 'fifo');
    execFileSync('mkfifo', [path]);
    const { writer, errors } = writerTo(path);
    fill(writer);
    const reader = spawn('cat', [path]);
    const read = text(reader.stdout.setEncoding('latin1'));
    await new Promise((resolve) => reader.stdout.once('readable', resolve));
    await writer.close();
    expect(blocksOf(Buffer.from(await read, 'latin1')).map(({ type }) => type)).toEqual([0x0a0d0d0a, 1, 6, 6, 6, 5]);
    expect(errors).toEqual([]);
  });

  testNeeding(['mkfifo'], 'of a FIFO that nobody reads keeps a bounded share, and ends', async () => {
    const path = join(folder, 'fifo');
    execFileSync('mkfifo', [path]);
    const { writer, errors } = writerTo(path);
    const frame = Frame.of(new Uint8Array(9000));
    for (let i = 0; i < 1000; i++) writer.write(frame, 'in');
    expect(writer.dropped).toBeGreaterThan(800);
    await writer.close();
    expect(errors).toEqual([]);
  });

  test('that cannot be opened says so once, and harms nobody', async () => {
    const { writer, errors } = writerTo(join(folder, 'missing', 'a.pcapng'));
    fill(writer);
    await new Promise((resolve) => setTimeout(resolve, 20));
    fill(writer);
    await writer.close();
    expect([errors, writer.dropped]).toEqual([['ENOENT'], 3]);
  });

  test('on a full disk says so once, and counts what is missing', async () => {
    const full: FileSystem = {
      open: ((_path: string, _flags: number, _mode: number, done: (error: null, descriptor: number) => void) =>
        done(null, 5)) as unknown as FileSystem['open'],
      write: ((...args: unknown[]) =>
        (args.at(-1) as (error: Error, count: number) => void)(
          Object.assign(new Error(), { code: 'ENOSPC' }),
          0,
        )) as FileSystem['write'],
      close: ((_: number, done: () => void) => done()) as FileSystem['close'],
    };
    const { writer, errors } = writerTo('a', full);
    fill(writer);
    await writer.close();
    expect([errors, writer.dropped]).toEqual([['ENOSPC'], 3]);
  });

  test('sees both directions of a network', async () => {
    const path = join(folder, 'a.pcapng');
    const { writer } = writerTo(path);
    const [device, outside] = cable();
    await new CapturedNetwork(new EchoNetwork(), writer).connect(outside, new TurnedLoop());
    device.receive(Frame.of(frames[0]!));
    await writer.close();
    const flags = blocksOf(readFileSync(path))
      .filter(({ type }) => type === 6)
      .map(({ body }) => body.readUInt32LE(body.length - 8));
    expect(flags).toEqual([2, 1]);
  });
});
