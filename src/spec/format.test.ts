import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Conversion, compileFormat, parseFormat, readPrefix, render } from './format.ts';
import { messages } from './messages/index.ts';

const sheet: { entries: { id: string; format: string; regex: string }[] } = JSON.parse(
  readFileSync(new URL('../../test/fixtures/log-messages.json', import.meta.url), 'utf8'),
);

const example: Record<Conversion, (order: number) => number | string> = {
  integer: (order) => 3 + 7 * order,
  hex: (order) => 0x1a + order,
  prefixedHex: (order) => 0x1a + order,
  text: (order) => `word${order}`,
  character: () => 'x',
  mac: () => '02:ca:87:6e:fe:91',
  pointer: (order) => `00000000a${order}`,
};

const argsOf = (text: string): (number | string)[] =>
  parseFormat(text)
    .filter((piece) => piece.kind !== 'literal')
    .map((piece, order) => example[piece.kind](order));

describe('a format', () => {
  test('captures what each conversion prints, by name', () => {
    const read = compileFormat('a %d b %s c 0x%x %pM %c 100%%', ['n', 'word', 'bits', 'mac', 'letter']);
    expect(read('a -5 b two words c 0xff 02:ca:87:6e:fe:91 q 100%')).toEqual({
      n: -5,
      word: 'two words',
      bits: 255,
      mac: '02:ca:87:6e:fe:91',
      letter: 'q',
    });
  });

  test('matches the whole body only', () => {
    const read = compileFormat('qid %d.', ['queue']);
    expect(read('qid 3. more')).toBeUndefined();
    expect(read('the qid 3.')).toBeUndefined();
    expect(read('qid 3x')).toBeUndefined();
  });

  test('takes signs of patterns as they stand', () => {
    expect(compileFormat('[1/2] (a+b)*? %u', ['n'])('[1/2] (a+b)*? 7')).toEqual({ n: 7 });
  });

  test('leaves out what nobody asks about', () => {
    expect(compileFormat('%s %d', ['-', 'n'])('x 1')).toEqual({ n: 1 });
  });

  test('holds the name of a function to letters, digits, _ and .', () => {
    const read = compileFormat('%s qid %d', ['function', 'queue']);
    expect(read('ena_clean.isra.0 qid 3')).toEqual({ function: 'ena_clean.isra.0', queue: 3 });
    expect(read('something went wrong with qid 3')).toBeUndefined();
  });

  test('reads the value before a cut, not the one at it', () => {
    const pieces = parseFormat('queue %d index %d late');
    expect(readPrefix(pieces, ['queue', 'index'], 'queue 3 index 12')).toEqual({ literals: 13, values: { queue: 3 } });
    expect(readPrefix(pieces, ['queue', 'index'], 'queue 3 index 12 late')).toBeUndefined();
    expect(readPrefix(pieces, ['queue', 'index'], 'queue three')).toBeUndefined();
  });

  test('takes a cut within a word, not another ending', () => {
    const pieces = parseFormat('task %s is late');
    expect(readPrefix(pieces, ['task'], 'task kwork')).toEqual({ literals: 5, values: {} });
    expect(readPrefix(pieces, ['task'], 'task of the driver at this time is done with it')).toBeUndefined();
  });
});

describe('every line of the fact sheet', () => {
  const rows = new Map(messages.map((message) => [message.id, message]));

  test('is a row of the tables, letter by letter', () => {
    expect(sheet.entries).toHaveLength(561);
    const texts = sheet.entries.map(({ id }) => [id, rows.get(id)?.text]);
    expect(texts).toEqual(sheet.entries.map(({ id, format }) => [id, format]));
  });

  test.each(sheet.entries)('$id prints what both patterns read alike', ({ id, format, regex }) => {
    const args = argsOf(format);
    const printed = render(format, args);
    const names = args.map((_, order) => `value${order}`);
    expect(Object.values(compileFormat(format, names)(printed) ?? {})).toEqual(args);
    const independent = new RegExp(regex).exec(printed);
    expect(independent, `${id}: ${printed}`).not.toBeNull();
    const hex = parseFormat(format).filter((piece) => piece.kind !== 'literal');
    const groups = independent?.slice(1).map((text, order) => {
      if (typeof args[order] === 'string') return text;
      return hex[order]?.kind === 'hex' ? Number.parseInt(text, 16) : Number(text);
    });
    expect(groups).toEqual(args);
  });
});
