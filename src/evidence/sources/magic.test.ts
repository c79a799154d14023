import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { tarOf } from '../../../test/fixtures/sources/archives.ts';
import { formatOf, magics } from './magic.ts';

describe('formatOf', () => {
  test.each(magics)('knows $format by $bytes', ({ bytes, at = 0, format }) => {
    expect(formatOf(Buffer.concat([Buffer.alloc(at), Buffer.from(bytes), Buffer.alloc(600)]))).toEqual(format);
  });

  test('knows a tar by its checksum, and is not taken in by a wrong one', async () => {
    const tar = await tarOf({ name: 'content' });
    expect(formatOf(tar)).toEqual({ is: 'tar' });
    tar.fill(0, 257, 263);
    expect(formatOf(tar)).toEqual({ is: 'text' });
  });

  test('takes everything else for text, and never more than it has', () => {
    expect(formatOf(Buffer.from('[    0.000000] Linux'))).toEqual({ is: 'text' });
    expect(formatOf(Buffer.alloc(1024))).toEqual({ is: 'text' });
    const whole = gzipSync('x');
    for (let cut = 0; cut < 3; cut++) expect(formatOf(whole.subarray(0, cut))).toEqual({ is: 'text' });
  });
});
