import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { machineDisk } from '../../src/evidence/sources/disk.ts';
import { chunksOf, zipOf } from '../fixtures/sources/archives.ts';
import { ena, log, look, put, room } from './look.ts';

describe('a file', () => {
  test('is read as what it is, whatever its name', async () => {
    const { first, places, unreadable } = await look([put('picture.png', log)]);
    expect(first).toEqual({ path: join(room, 'picture.png'), kind: 'kernel-log', lines: 1000, adapterLines: 10 });
    expect(places.slice(0, 2)).toEqual(['picture.png:1', 'picture.png:101']);
    expect(unreadable).toBe(0);
  });

  test('that is missing does not keep the others from being read', async () => {
    const { summaries, unreadable } = await look([join(room, 'missing'), put('log', log)]);
    expect(summaries.map(({ problem }) => problem)).toEqual([
      'there is no such file or folder: check the spelling',
      undefined,
    ]);
    expect(unreadable).toBe(1);
  });

  test('that may not be read says why', async () => {
    const denied = async function* (): AsyncGenerator<Uint8Array> {
      yield* [];
      throw Object.assign(new Error('permission denied'), { code: 'EACCES' });
    };
    const { first, unreadable } = await look([put('denied', log)], { disk: { ...machineDisk, read: denied } });
    expect(first?.problem).toMatch(/^it cannot be read \(EACCES\)/);
    expect(unreadable).toBe(1);
  });

  test('that is empty says so', async () => {
    const { first, unreadable } = await look([put('nothing', '')]);
    expect(first).toMatchObject({
      kind: 'unrecognised',
      lines: 0,
      problem: expect.stringMatching(/^the file is empty/),
    });
    expect(unreadable).toBe(0);
  });

  test('that is a device is left alone', async () => {
    expect((await look(['/dev/zero'])).first?.problem).toMatch(/^it is a device/);
  });

  test('in UTF-16, as Windows writes it, is read like any other', async () => {
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(log.replaceAll('\n', '\r\n'), 'utf16le')]);
    expect((await look([put('utf16.txt', bytes)])).first).toMatchObject({ lines: 1000, adapterLines: 10 });
  });

  test('with a line of 10 MB is read around it', async () => {
    const { first, places } = await look([put('long', `${ena(1)}${'x'.repeat(10_000_000)}\n${ena(2)}`)]);
    expect(first).toMatchObject({ lines: 3, adapterLines: 2 });
    expect(places).toEqual(['long:1', 'long:3']);
  });

  test('given twice is counted once', async () => {
    const path = put('twice', log);
    const { seen, summaries } = await look([path, path]);
    expect(seen).toHaveLength(10);
    expect(summaries[1]?.problem).toMatch(/^it is the same as .*twice/);
  });

  test('of noise never throws, and is no log', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 2000, size: 'max' }), async (noise) => {
        const { summaries } = await look(['-'], { stdin: chunksOf(noise) });
        expect(summaries).toHaveLength(1);
      }),
      { numRuns: 200 },
    );
    const noise = Uint8Array.from({ length: 10_000 }, (_, n) => Math.imul(n, 2_654_435_761) >>> 13);
    expect((await look([put('noise', noise)])).first?.problem).toMatch(/^it is binary data, not a log/);
  });

  test('that is a program says so', async () => {
    const elf = Buffer.concat([Buffer.from('\x7fELF'), Buffer.alloc(500)]);
    expect((await look([put('program', elf)])).first?.problem).toMatch(/^it is an ELF program/);
  });

  test('that holds the answer of get-console-output is read as the console', async () => {
    const answer = JSON.stringify({ InstanceId: 'i-0123456789abcdef0', Output: Buffer.from(log).toString('base64') });
    expect((await look([put('console.json', answer)])).first).toMatchObject({ lines: 1000, adapterLines: 10 });
  });
});

describe('standard input', () => {
  test('is read as -, packed or not', async () => {
    for (const bytes of [Buffer.from(log), gzipSync(log)]) {
      expect((await look(['-'], { stdin: chunksOf(bytes, 100) })).first).toMatchObject({ path: '-', adapterLines: 10 });
    }
  });

  test('can be empty, and can be used up', async () => {
    const { summaries } = await look(['-', '-']);
    expect(summaries.map(({ problem }) => problem)).toEqual([
      expect.stringMatching(/^the input is empty/),
      'standard input can be read only once: name - once',
    ]);
  });
});

describe('a folder', () => {
  test('is read in order, archives in it too, each file once', async () => {
    put('bundle/var/log/messages', ena(2));
    put('bundle/var/log/messages-20261101.gz', gzipSync(ena(1)));
    put('bundle/more.zip', zipOf({ dmesg: ena(3) }));
    put('bundle/notes', 'nothing here\n');
    symlinkSync('var/log/messages', join(room, 'bundle/link'));
    const { places, unreadable } = await look([join(room, 'bundle')]);
    expect(places).toEqual([
      'bundle/var/log/messages-20261101.gz:1',
      'bundle/var/log/messages:1',
      'bundle/more.zip:dmesg:1',
    ]);
    expect(unreadable).toBe(0);
  });

  test('survives loops, dangling links and devices', async () => {
    put('loop/inner/dmesg', ena(1));
    symlinkSync('..', join(room, 'loop/inner/up'));
    symlinkSync('self', join(room, 'loop/self'));
    symlinkSync('/nowhere', join(room, 'loop/gone'));
    symlinkSync('/dev/zero', join(room, 'loop/zero'));
    const { summaries } = await look([join(room, 'loop')]);
    expect(summaries.map(({ path, problem }) => [path, problem])).toEqual([
      [join(room, 'loop/inner/dmesg'), undefined],
    ]);
  });

  test('with more files than it should have is read so far', async () => {
    for (const name of ['a', 'b/c', 'd', 'e']) put(`many/${name}`, ena(name));
    const { seen, summaries } = await look([join(room, 'many')], { limits: { entries: 2 } });
    expect(seen).toHaveLength(2);
    expect(summaries.flatMap(({ path, problem }) => (problem ? [[path, problem.split(':')[0]]] : []))).toEqual([
      [join(room, 'many'), 'it holds more than 2 files'],
    ]);
  });

  test('with a folder in it that may not be read tells which', async () => {
    put('partly/closed/dmesg', ena(1));
    put('partly/dmesg', ena(2));
    const list = async (folder: string) => {
      if (folder.endsWith('closed')) throw Object.assign(new Error('permission denied'), { code: 'EACCES' });
      return machineDisk.list(folder);
    };
    const { summaries } = await look([join(room, 'partly')], { disk: { ...machineDisk, list } });
    expect(summaries.map(({ path, problem }) => [path.replace(`${room}/`, ''), problem?.split(':')[0]])).toEqual([
      ['partly/closed', 'it cannot be read (EACCES)'],
      ['partly/dmesg', undefined],
    ]);
  });

  test('without anything says so', async () => {
    mkdirSync(join(room, 'hollow/inner'), { recursive: true });
    const { first } = await look([join(room, 'hollow')]);
    expect(first).toMatchObject({ path: join(room, 'hollow'), problem: expect.stringMatching(/^the folder is empty/) });
  });
});

describe('an abort', () => {
  test('ends the reading with its reason, even while nothing comes', async () => {
    const abort = new AbortController();
    const silent: AsyncIterable<Uint8Array> = {
      [Symbol.asyncIterator]: () => ({
        next: () => new Promise(() => queueMicrotask(() => abort.abort(new Error('enough')))),
      }),
    };
    await expect(look(['-'], { stdin: silent, signal: abort.signal })).rejects.toThrow('enough');
  });

  test('before anything was read, reads nothing', async () => {
    await expect(look([put('log', log)], { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough');
  });
});

test('progress tells how far it has come', async () => {
  const path = put('progress', log.repeat(20));
  const told: { bytes: number; totalBytes?: number }[] = [];
  await look([path], { onProgress: (progress) => told.push(progress) });
  expect(told.at(-1)).toEqual({ source: path, bytes: log.length * 20, totalBytes: log.length * 20 });
});
