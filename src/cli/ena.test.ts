import { describe, expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { isOfTop } from './command.ts';
import { ena } from './ena.ts';
import { labVerbs } from './lab/index.ts';
import { recordingShell } from './recordingShell.ts';
import { verbs } from './verbs/index.ts';

const run = async (...args: string[]) => {
  const shell = recordingShell();
  const code = await ena(args, shell);
  return { code, out: shell.printed(), err: shell.complained() };
};

describe('ena', () => {
  test('without a verb prints help where errors go, and ends as wrong usage', async () => {
    const { code, out, err } = await run();
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('ena VERB');
  });

  test.each([['--help'], ['-h'], ['help']])('%s lists every verb', async (word) => {
    const { code, out } = await run(word);
    expect(code).toBe(0);
    for (const verb of verbs.filter(isOfTop)) expect(out).toContain(`  ${verb.name} `);
  });

  test('lab --help lists the verbs of the lab', async () => {
    const { out } = await run('lab', '--help');
    for (const verb of labVerbs) expect(out).toContain(`  ${verb.name} `);
  });

  test.each([['--version'], ['-V']])('%s prints the version of the package', async (option) => {
    expect(await run(option)).toEqual({ code: 0, out: `ena ${manifest.version}\n`, err: '' });
  });

  test('takes a global option before the verb', async () => {
    expect((await run('--help', 'doctor')).out).toBe((await run('doctor', '--help')).out);
  });

  test.each([
    { args: ['docter'], says: 'unknown verb docter; did you mean doctor?' },
    { args: ['doctor', '--jsno'], says: 'unknown option --jsno; did you mean --json?' },
    { args: ['--jsno'], says: 'unknown option --jsno' },
    { args: ['help', 'explian'], says: 'unknown verb explian; did you mean explain?' },
    { args: ['help', 'doctor', 'explain'], says: 'unknown verb doctor explain' },
    { args: ['lab', 'dril'], says: 'unknown verb lab dril; did you mean lab drill?' },
    { args: ['lab', 'drill'], says: 'lab drill needs an operand: ena lab drill FAULT' },
    { args: ['completion'], says: 'completion needs an operand: ena completion bash|zsh|fish' },
    { args: ['completion', 'csh'], says: 'completion cannot be "csh"; it takes bash, zsh, fish' },
    { args: ['doctor', '--json', '--markdown'], says: '--json and --markdown cannot be used together' },
    { args: ['doctor', '--html', '-', '--json'], says: '--html - and --json cannot be used together' },
    { args: ['doctor', '--for', '10s', 'dmesg.txt'], says: '--for and a source cannot be used together' },
    { args: ['explain'], says: 'explain needs an operand: ena explain WHAT…' },
  ])('$args ends with 2 and one sentence: $says', async ({ args, says }) => {
    const { code, out, err } = await run(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(`ena: ${says}`);
    expect(err).not.toMatch(/^\s+at /m);
  });

  test('shows where it happened only when asked to', async () => {
    expect((await run('docter', '--trace')).err).toMatch(/^\s+at /m);
  });

  test('writes out what would steer the terminal', async () => {
    const { err } = await run('\x1b]0;evil\x07');
    expect(err).toContain('\\x1b]0;evil\\x07');
    expect(err).not.toContain('\x1b');
  });
});

describe('every verb', () => {
  test.each(verbs)('$name prints its own help', async (verb) => {
    const { code, out } = await run(verb.name, '--help');
    expect(code).toBe(0);
    for (const name of Object.keys(verb.options)) expect(out).toContain(`--${name}`);
    for (const { line } of verb.examples) expect(out).toContain(line);
  });

  test.each(verbs)('$name says what it and its options do in sentences', (verb) => {
    const options = Object.values<{ says: string }>(verb.options).map(({ says }) => says);
    for (const says of [verb.says, ...verb.about, ...options]) expect(says).toMatch(/^[A-Z].*\.$/);
  });
});
