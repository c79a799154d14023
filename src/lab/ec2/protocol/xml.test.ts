import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeXml, xml } from './xml.ts';

describe('XML', () => {
  test('names the elements of a list, and leaves out what is undefined', () => {
    expect(xml({ set: [{ id: 'a', gone: undefined }, { id: 'b' }], on: false, n: 0 }, 'item')).toBe(
      '<set><item><id>a</id></item><item><id>b</id></item></set><on>false</on><n>0</n>',
    );
  });

  test('escapes what has a meaning', () => {
    expect(escapeXml(`<a href="b">&'\r`)).toBe('&lt;a href=&quot;b&quot;&gt;&amp;&apos;&#13;');
  });

  test('never holds a bare sign or a character that XML forbids', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(escapeXml(text)).not.toMatch(/[<>"']|&(?!(?:amp|lt|gt|quot|apos|#13);)|[\0-\x08\x0b\x0c\x0e-\x1f]/);
      }),
    );
  });
});
