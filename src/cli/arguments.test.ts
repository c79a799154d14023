import { describe, expect, test } from 'vitest';
import { checkOperands, readArguments } from './arguments.ts';
import type { Verb } from './command.ts';
import { MissingOperand, MissingValue, UnknownOption, UnwantedOperand, UnwantedValue } from './errors.ts';

const verb: Verb = {
  name: 'look',
  takes: 'FILE',
  atLeast: 1,
  atMost: 1,
  completes: 'files',
  says: 'Look.',
  about: [],
  options: {
    json: { type: 'boolean', short: 'j', says: 'JSON.' },
    html: { type: 'string', takes: 'FILE', says: 'A page.' },
  },
  examples: [{ line: 'ena look x', says: 'Look.', ends: [0] }],
  run: async () => 0,
};
const textVerb: Verb = { ...verb, text: true };

describe('readArguments', () => {
  test.each([
    { args: ['a', '--json'], values: { json: true }, operands: ['a'] },
    { args: ['-j', 'a'], values: { json: true }, operands: ['a'] },
    { args: ['--html', 'x.html', 'a'], values: { html: 'x.html' }, operands: ['a'] },
    { args: ['--html=-x', 'a'], values: { html: '-x' }, operands: ['a'] },
    { args: ['--html', '-', '-'], values: { html: '-' }, operands: ['-'] },
    { args: ['--', '--json'], values: {}, operands: ['--json'] },
    { args: ['--help'], values: { help: true }, operands: [] },
  ])('reads $args', ({ args, values, operands }) => {
    expect(readArguments(verb, args)).toEqual({ values, operands });
  });

  test.each([
    { args: ['--jsno'], error: UnknownOption, says: 'unknown option --jsno; did you mean --json?' },
    { args: ['--wholly-other'], error: UnknownOption, says: 'unknown option --wholly-other' },
    { args: ['-x'], error: UnknownOption, says: 'unknown option -x' },
    { args: ['--constructor'], error: UnknownOption, says: 'unknown option --constructor' },
    { args: ['--html'], error: MissingValue, says: '--html needs a value: --html FILE' },
    { args: ['--html='], error: MissingValue, says: '--html needs a value: --html FILE' },
    { args: ['--html', '--json'], error: MissingValue, says: '--html needs a value: --html FILE' },
    { args: ['--json=yes'], error: UnwantedValue, says: '--json takes no value' },
  ])('refuses $args', ({ args, error, says }) => {
    const read = () => readArguments(verb, args);
    expect(read).toThrow(error);
    expect(read).toThrow(new RegExp(`^${says.replaceAll('?', '\\?')}$`));
  });

  test('keeps what looks like options as words of a pasted line', () => {
    const pasted = ['Failed', 'to', 'init', '-110', '--', '->', '--json', '-hot', '-jx'];
    expect(readArguments(textVerb, pasted)).toEqual({
      values: {},
      operands: ['Failed', 'to', 'init', '-110', '->', '--json', '-hot', '-jx'],
    });
  });

  test('takes a negative number for a word, and still knows its own options after it', () => {
    expect(readArguments(textVerb, ['-110', '--json'])).toEqual({ values: { json: true }, operands: ['-110'] });
  });

  test('refuses an unknown option before the first word of a text', () => {
    expect(() => readArguments(textVerb, ['--jsno', 'wd_expired'])).toThrow(UnknownOption);
  });
});

describe('checkOperands', () => {
  test('takes as many as the verb does', () => {
    expect(() => checkOperands(verb, ['a'])).not.toThrow();
  });

  test('says what is missing and what is too many', () => {
    expect(() => checkOperands(verb, [])).toThrow(MissingOperand);
    expect(() => checkOperands(verb, ['a', 'b'])).toThrow(UnwantedOperand);
    expect(() => checkOperands(verb, ['a', 'b'])).toThrow('look does not take b');
  });
});
