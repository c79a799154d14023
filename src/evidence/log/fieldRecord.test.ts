import { describe, expect, it } from 'vitest';
import { FieldCollector } from './fieldRecord.ts';

const collect = (...lines: readonly string[]) => {
  const collector = new FieldCollector();
  const taken = lines.map((text, i) => collector.take({ text, number: i + 1 }, text));
  const last = collector.end();
  return {
    parts: taken.map(({ part }) => part),
    records: [...taken.flatMap(({ done }) => done ?? []), ...(last ? [last] : [])],
  };
};

describe('records of several lines', () => {
  it('end with an empty line in an export', () => {
    const { records, parts } = collect('__CURSOR=1', 'MESSAGE=a', '', '__CURSOR=2', 'MESSAGE=b');
    expect(records.map(({ fields, line }) => [fields.MESSAGE, line.number])).toEqual([
      ['a', 2],
      ['b', 5],
    ]);
    expect(parts).not.toContain(false);
  });

  it('may hold binary fields', () => {
    const { records } = collect('__CURSOR=1', 'MESSAGE', '\x05\0\0\0\0\0\0\0a\x01b=c', 'PRIORITY=3');
    expect(records[0]?.fields).toMatchObject({ MESSAGE: 'a\x01b=c', PRIORITY: '3' });
  });

  it('end with the next head in verbose output', () => {
    const head = 'Mon 2026-11-23 14:30:00.123456 UTC [s=1a;i=2;b=3;m=4;t=5;x=6]';
    const { records } = collect(head, '    MESSAGE=a', '    PRIORITY=3', head, '    MESSAGE=b');
    expect(records.map(({ fields }) => fields.MESSAGE)).toEqual(['a', 'b']);
  });

  it('end with their brace in pretty-printed JSON', () => {
    const { records } = collect(
      '{',
      '   "dmesg": [{',
      '"pri":3,',
      '"time": 1.5, "msg":"a"',
      '},{',
      '"pri":4,',
      '"msg":"b"',
      '}',
      ']}',
    );
    expect(records.map(({ fields }) => fields)).toEqual([
      { pri: 3, time: 1.5, msg: 'a' },
      { pri: 4, msg: 'b' },
    ]);
  });

  it('end where something else begins', () => {
    const { records, parts } = collect('__CURSOR=1', 'MESSAGE=a', 'NIC statistics:');
    expect(records).toHaveLength(1);
    expect(parts.at(-1)).toBe(false);
  });

  it.each(['NAME="Amazon Linux"', '"tx_timeout": 0,', '{', 'plain text', '     tx_timeout: 0', ''])(
    'are not begun by "%s"',
    (line) => {
      expect(collect(line).parts).toEqual([false]);
    },
  );

  it('stay small, however many fields they have', () => {
    const lines = Array.from({ length: 10_000 }, (_, i) => `_F${i}=x`);
    const { records } = collect('__CURSOR=1', 'MESSAGE=a', ...lines);
    expect(Object.keys(records[0]!.fields).length).toBeLessThan(200);
  });
});
