import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CollectOptions, collect } from '../../src/evidence/collect.ts';
import type { Observation } from '../../src/evidence/observation.ts';
import { machineDisk } from '../../src/evidence/sources/disk.ts';
import { chunksOf, logOf, tarOf, through, zipOf } from '../fixtures/sources/archives.ts';
import { plainReaders } from '../fixtures/sources/readers.ts';

let room = '';
beforeAll(() => {
  room = mkdtempSync(join(tmpdir(), 'enakit-sources-'));
});
afterAll(() => rmSync(room, { recursive: true }));

const put = (name: string, content: string | Uint8Array): string => {
  const path = join(room, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
};

const look = async (sources: readonly string[], options: Partial<CollectOptions> = {}) => {
  const seen: Observation[] = [];
  const collected = await collect(sources, (one) => seen.push(one), {
    now: () => new Date('2026-11-23T18:00:00Z'),
    stdin: chunksOf(Buffer.alloc(0)),
    readers: plainReaders,
    ...options,
  });
  const places = seen.map((one) =>
    'place' in one ? `${one.place.source.replace(`${room}/`, '')}:${one.place.line}` : one.kind,
  );
  return { ...collected, seen, places, first: collected.summaries[0] };
};

const ena = (n: number | string): string => `[${n}.0] ena 0000:00:05.0 eth0: line\n`;
const log = logOf(1000);

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

describe('packed data', () => {
  test('cut anywhere is read to the cut, which is told', async () => {
    const whole = gzipSync(logOf(300));
    let before = 0;
    for (let cut = 64; cut < whole.length; cut += 64) {
      const { summaries, seen } = await look(['-'], { stdin: chunksOf(whole.subarray(0, cut)) });
      expect(summaries).toHaveLength(1);
      expect(summaries[0]?.problem).toMatch(/^the gzip data ends early/);
      expect(seen.length).toBeGreaterThanOrEqual(before);
      before = seen.length;
    }
    expect(before).toBe(3);
  });

  test('that is a bomb is given up quickly, and the others are read', async () => {
    const zeros = put('zeros.gz', gzipSync(Buffer.alloc(200_000_000)));
    const lines = put('lines.gz', gzipSync(Buffer.alloc(200_000_000, `${'x'.repeat(99)}\n`)));
    const { summaries } = await look([zeros, lines, put('good', log)], { limits: { expansionRatio: 200 } });
    expect(summaries.map(({ problem }) => problem?.split(':')[0])).toEqual([
      'it is binary data, not a log',
      'it expands more than 200 times',
      undefined,
    ]);
    expect(summaries[1]?.lines).toBeLessThan(400_000);
  });

  test('without end and meaning is given up, while a log goes on', async () => {
    const limits = { idleLines: 1000 };
    const empty = await look(['-'], { stdin: chunksOf(gzipSync('\n'.repeat(500_000))), limits });
    expect(empty.first?.problem).toMatch(/^1000 lines in a row are neither a log nor counters/);
    expect(empty.first?.lines).toBeLessThan(500_000);
    const long = await look(['-'], { stdin: chunksOf(gzipSync(log.repeat(10))), limits });
    expect(long.first).toMatchObject({ lines: 10_000, adapterLines: 100 });
    expect(long.first?.problem).toBeUndefined();
  });

  test('that unpacks to itself for ever is given up', async () => {
    let nested: Uint8Array = Buffer.from(log);
    for (let layer = 0; layer < 12; layer++) nested = gzipSync(nested);
    expect((await look(['-'], { stdin: chunksOf(nested) })).first?.problem).toMatch(/^archives are nested too deeply/);
  });

  test.runIf(through('xz', ['--version'], Buffer.alloc(0)))('in other packed data is found', async () => {
    const packed = through('xz', ['-c'], Buffer.from(log))!;
    const inner = gzipSync(await tarOf({ 'var/log/messages-20261101.xz': packed, 'var/log/messages': ena(5) }));
    const outer = through('xz', ['-c'], await tarOf({ 'case/bundle.tar.gz': inner }))!;
    const { summaries, places } = await look([put('case.bin', outer)]);
    expect(summaries.map(({ path }) => path.replace(`${room}/`, ''))).toEqual([
      'case.bin:case/bundle.tar.gz:var/log/messages-20261101.xz',
      'case.bin:case/bundle.tar.gz:var/log/messages',
    ]);
    expect(places).toHaveLength(11);
  });
});

describe('an archive', () => {
  test('is told in the order of its logs, without the files that say nothing', async () => {
    const bytes = await tarOf({
      'sos/README': 'nothing here\n',
      'sos/bin/tool': Buffer.from('\x7fELF binary'),
      'sos/dmesg': ena(9),
      'sos/var/log/messages': ena(8),
      'sos/var/log/messages.2.gz': gzipSync(ena(6)),
      'sos/var/log/messages.1': ena(7),
      'sos/sos_commands/networking/ethtool_-S_eth0': 'NIC statistics:\n  tx_timeout: 1\n',
      'sos/sos_commands/kernel/dmesg': ena(9),
    });
    const { places, summaries } = await look([put('sos.tar.gz', gzipSync(bytes))]);
    expect(places).toEqual([
      'counters',
      'sos.tar.gz:sos/var/log/messages.2.gz:1',
      'sos.tar.gz:sos/var/log/messages.1:1',
      'sos.tar.gz:sos/var/log/messages:1',
      'sos.tar.gz:sos/dmesg:1',
    ]);
    expect(summaries.at(-1)?.problem).toMatch(/^it is the same as .*sos\/dmesg/);
  });

  test('keeps its good members beside a bomb', async () => {
    const bomb = gzipSync(Buffer.alloc(100_000_000, `${'y'.repeat(99)}\n`));
    for (const bytes of [await tarOf({ bomb, dmesg: ena(1) }), zipOf({ bomb, dmesg: ena(1) })]) {
      const { summaries, seen } = await look(['-'], { stdin: chunksOf(bytes), limits: { expansionRatio: 200 } });
      expect(seen).toHaveLength(1);
      expect(summaries[0]).toMatchObject({ path: '-:bomb', problem: expect.stringMatching(/^it expands more than/) });
    }
  });

  test('cut in the middle of a member is read to the cut', async () => {
    const bytes = gzipSync(await tarOf({ first: ena(1), second: log.repeat(20) }));
    const { summaries, seen } = await look([put('cut.tgz', bytes.subarray(0, bytes.length / 2))]);
    expect(seen.length).toBeGreaterThan(50);
    expect(summaries.map(({ path, problem }) => `${path.replace(`${room}/`, '')} ${problem?.split(':')[0]}`)).toEqual([
      'cut.tgz the gzip data ends early',
      'cut.tgz:first undefined',
      'cut.tgz:second the gzip data ends early',
    ]);
  });

  test('with more members than it should have is read so far', async () => {
    const bytes = await tarOf({ a: ena(1), b: ena(2), c: ena(3) });
    const { seen, summaries } = await look(['-'], { stdin: chunksOf(bytes), limits: { entries: 2 } });
    expect(seen).toHaveLength(2);
    expect(summaries[0]?.problem).toMatch(/^it holds more than 2 files/);
  });

  test('cannot write control characters to a terminal through its names', async () => {
    const { summaries } = await look(['-'], { stdin: chunksOf(zipOf({ 'a\x1b[2Jb\n': ena(1) })) });
    expect(summaries[0]?.path).toBe('-:a?[2Jb?');
  });

  test('without anything of use says so', async () => {
    const { first } = await look([put('useless.tar', await tarOf({ README: 'hello\n', LICENSE: 'words\n' }))]);
    expect(first?.problem).toMatch(/^nothing in its 2 files was recognised/);
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
