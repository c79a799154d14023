import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { chunksOf, logOf, tarOf, through, zipOf } from '../fixtures/sources/archives.ts';
import { ena, log, look, put, room } from './look.ts';

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
      'sos/sos_commands/networking/ethtool_-S_eth0': 'NIC statistics:\n  wd_expired: 1\n',
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
