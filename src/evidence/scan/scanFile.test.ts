import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FoundLine } from './lineBatch.ts';
import { type ScanOptions, scanFile } from './scanFile.ts';
import { maxLineBytes } from './searchFunction.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'scan-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const needles = ['ena 0000:', '] ena: ', '[ena]', 'aaaa', 'aaaaaab', 'Kernel panic', 'übel'];

const scan = async (
  content: string | Uint8Array,
  options: Partial<ScanOptions> = {},
): Promise<{ found: FoundLine[]; lines: number }> => {
  const path = join(folder, 'log');
  writeFileSync(path, content);
  const found: FoundLine[] = [];
  const { lines } = await scanFile(path, {
    needles,
    onLines: (more) => void found.push(...more),
    workers: 0,
    blockBytes: 64,
    ...options,
  });
  return { found, lines };
};

/** Says the same in the plainest way. */
const reference = (bytes: Uint8Array, wanted: readonly string[] = needles): { found: FoundLine[]; lines: number } => {
  const text = Buffer.from(bytes).toString('latin1');
  const all = text.split('\n');
  if (all.at(-1) === '') all.pop();
  const found = all.flatMap((whole, index) => {
    const line = whole.slice(0, maxLineBytes);
    if (!wanted.some((needle) => line.includes(Buffer.from(needle).toString('latin1')))) return [];
    return [{ text: Buffer.from(line.replace(/\r$/, ''), 'latin1').toString(), number: index + 1 }];
  });
  return { found, lines: all.length };
};

const anyText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...needles,
        'ena 000',
        '] ena',
        'aaa',
        'aaaaaa',
        '\n',
        '\n',
        '\n',
        '\r\n',
        '\0',
        '\n\n',
        'é',
        '\u{1f427}',
      ),
      fc.string({ maxLength: 90 }),
    ),
    { maxLength: 60 },
  )
  .map((parts) => Buffer.from(parts.join('')));

describe('the scan of a file', () => {
  it('finds and numbers what a plain search finds, whatever the text and the size of a block', () =>
    fc.assert(
      fc.asyncProperty(anyText, fc.integer({ min: 1, max: 300 }), async (text, blockBytes) => {
        expect(await scan(text, { blockBytes })).toEqual(reference(text));
      }),
      { numRuns: 1500 },
    ));

  it('survives any bytes', () =>
    fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 400 }),
        fc.integer({ min: 1, max: 99 }),
        async (bytes, blockBytes) => {
          expect(await scan(bytes, { blockBytes })).toEqual(reference(bytes));
        },
      ),
    ));

  it('finds any needles, each in a text made of pieces of them', () =>
    fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.stringMatching(/^[abc\]: ]{4,12}$/), { minLength: 1, maxLength: 40 }),
        fc.infiniteStream(fc.nat()),
        async (wanted, numbers) => {
          const draw = (below: number): number => (numbers.next().value as number) % below;
          const piece = (): string => wanted[draw(wanted.length)]!.slice(draw(3), 4 + draw(9));
          const text = Buffer.from(Array.from({ length: 80 }, () => piece() + (draw(3) ? '' : '\n')).join(''));
          expect(await scan(text, { needles: wanted })).toEqual(reference(text, wanted));
        },
      ),
    ));

  it('finds a needle at every place of a file, across every border of a block', async () => {
    for (let before = 0; before < 150; before += 1) {
      const text = Buffer.from(`${'x'.repeat(before)}ena 0000:${'y'.repeat(150 - before)}`);
      expect(await scan(text)).toEqual({ found: [{ text: text.toString(), number: 1 }], lines: 1 });
    }
  });

  it('finds the same, in the same order, with workers', async () => {
    const text = Buffer.from(
      Array.from({ length: 3000 }, (_, n) => `line ${n} ${n % 7 ? 'enabled' : 'ena 0000:'}\n`).join(''),
    );
    expect(await scan(text, { workers: 2, blockBytes: 512 })).toEqual(reference(text));
  });

  it('cuts a line at 64 KiB and finds nothing behind', async () => {
    const head = `ena 0000:${'x'.repeat(maxLineBytes)}`;
    const tail = `${'x'.repeat(maxLineBytes - 3)}ena 0000:`;
    const { found, lines } = await scan(`${head}\n${tail}\nlast ena 0000:`, { blockBytes: 1000 });
    expect(lines).toBe(3);
    expect(found.map(({ text, number }) => [text.length, number])).toEqual([
      [maxLineBytes, 1],
      [14, 3],
    ]);
  });

  it('passes a huge line without an end', async () => {
    const { found, lines } = await scan(`ena 0000:${'aaaa'.repeat(1 << 20)}`, { blockBytes: 4096 });
    expect([found.length, found[0]?.text.length, lines]).toEqual([1, maxLineBytes, 1]);
  });

  it('finds nothing in an empty file', async () => {
    expect(await scan('')).toEqual({ found: [], lines: 0 });
  });

  it('waits for the reader before it delivers more', async () => {
    let busy = 0;
    let most = 0;
    await scan('ena 0000:\n'.repeat(100), {
      onLines: async () => {
        most = Math.max(most, ++busy);
        await Promise.resolve();
        busy--;
      },
    });
    expect(most).toBe(1);
  });

  it('tells how far it is', async () => {
    const seen: number[] = [];
    await scan('x'.repeat(150), { onProgress: (bytes, totalBytes) => seen.push(bytes / totalBytes) });
    expect(seen.at(-1)).toBe(1);
    expect(seen).toEqual(seen.toSorted((one, other) => one - other));
  });
});

describe('a scan that cannot go on', () => {
  const never = { needles, onLines: () => {} };

  it('says that a file is not there', () =>
    expect(scanFile(join(folder, 'none'), never)).rejects.toThrow(/none does not exist\.$/));

  it('says that a folder is not a file', async () => {
    mkdirSync(join(folder, 'sub'));
    await expect(scanFile(join(folder, 'sub'), never)).rejects.toThrow(/sub is not a regular file\.$/);
  });

  it.each([0, 2])('says that the file became shorter (%i workers)', async (workers) => {
    const text = 'ena 0000:\n'.repeat(100_000);
    const shorten = (): void => truncateSync(join(folder, 'log'), 100);
    await expect(scan(text, { workers, blockBytes: 1024, onLines: shorten })).rejects.toThrow(
      /became shorter while it was read\.$/,
    );
  });

  it('lets what the reader throws through', async () => {
    const onLines = (): void => {
      throw new Error('enough');
    };
    await expect(scan('ena 0000:', { onLines, workers: 1 })).rejects.toThrow('enough');
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    const onLines = (): void => stop.abort(new Error('stopped'));
    await expect(scan('ena 0000:\n'.repeat(100), { onLines, signal: stop.signal })).rejects.toThrow('stopped');
  });

  it.each(['abc', 'ab\ncd', 'ab\0cd'])('refuses the needle %j', (needle) =>
    expect(scan('text', { needles: [needle] })).rejects.toThrow(RangeError),
  );
});
