import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { testNeeding } from '../../../test/needs.ts';
import { optionsOf } from '../command.ts';
import { verbs } from '../verbs/index.ts';
import { scripts } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'enakit-'));
afterAll(() => rmSync(folder, { recursive: true }));

const written = (shell: keyof typeof scripts): string => {
  const path = join(folder, shell);
  writeFileSync(path, scripts[shell](verbs));
  return path;
};

/** What bash offers for the last word of a command line. */
const offered = (...words: string[]): string[] => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's own
  const asked = 'COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _ena; printf "%s\\n" "${COMPREPLY[@]}"';
  const script = `source ${written('bash')}; COMP_WORDS=("$@"); ${asked}`;
  return execFileSync('bash', ['-c', script, 'bash', 'ena', ...words], { cwd: folder, encoding: 'utf8' })
    .split('\n')
    .slice(0, -1);
};

describe('every script', () => {
  test.each(Object.keys(scripts) as (keyof typeof scripts)[])('for %s knows every verb and option', (shell) => {
    const text = scripts[shell](verbs);
    for (const verb of verbs) {
      expect(text).toContain(verb.name.split(' ').at(-1));
      for (const [name] of optionsOf(verb)) expect(text).toContain(shell === 'fish' ? `-l ${name}` : `--${name}`);
    }
  });
});

describe('bash', () => {
  testNeeding(['bash'], 'completes verbs, options, values and files', () => {
    expect(offered('doc')).toEqual(['doctor']);
    expect(offered('doctor', '--js')).toEqual(['--json']);
    expect(offered('doctor', '--color', 'n')).toEqual(['never']);
    expect(offered('help', 'ex')).toEqual(['explain']);
    expect(offered('completion', '')).toEqual(expect.arrayContaining(['bash', 'zsh', 'fish']));
    expect(offered('doctor', 'ba')).toEqual(['bash']);
    expect(offered('--trace', 'doctor', '--ht')).toEqual(['--html']);
    expect(offered('lab', 'dri')).toEqual(['drill']);
    expect(offered('lab', 'drill', '--dri')).toEqual(['--driver']);
  });
});

describe('zsh', () => {
  testNeeding(['zsh'], 'can read its script', () => {
    execFileSync('zsh', ['-n', written('zsh')]);
  });
});

describe('fish', () => {
  testNeeding(['fish'], 'completes verbs and options', () => {
    const typed = ['ena doc', 'ena doctor --js', 'ena lab dri', 'ena lab drill --dri'];
    const script = `source ${written('fish')}; ${typed.map((line) => `complete -C '${line}'`).join('; ')}`;
    const lines = execFileSync('fish', ['-N', '-c', script], {
      encoding: 'utf8',
      env: { ...process.env, HOME: folder },
    });
    expect(lines).toMatch(/^doctor\t.*\n--json\t.*\ndrill\t.*\n--driver\t/);
  });
});
