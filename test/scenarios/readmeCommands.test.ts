import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { verbs } from '../../src/cli/verbs/index.ts';
import { read } from '../form/checkout.ts';
import { testNeeding } from '../needs.ts';
import { layOut, programsOf, runLine } from './shellLine.ts';

/** Some boot a machine. */
vi.setConfig({ testTimeout: 300_000 });

const folder = mkdtempSync(join(tmpdir(), 'enakit-'));
beforeAll(() => layOut(folder));
afterAll(() => rmSync(folder, { recursive: true }));

/** The lines of README's shell blocks that run `ena`, without prompt, `npx`, `sudo` and trailing comment. */
const commands = [...read('README.md').matchAll(/^```(?:sh|bash|shell|console)\n([\s\S]*?)^```/gm)]
  .flatMap(([, block = '']) => block.split('\n'))
  .map((line) =>
    line
      .replace(/^\$ /, '')
      .replace(/\s+#.*$/, '')
      .replaceAll(/\b(?:npx|sudo) (?:-\S+ )*/g, '')
      .replaceAll('./bin/ena', 'ena'),
  )
  .filter((line) => /(?:^|[|;&(] *)ena\b/.test(line));

/** These run in `helpExamples.test.ts`; a machine is not booted twice for one line. */
const helped = new Set(verbs.flatMap(({ examples }) => examples.map(({ line }) => line)));

/** What goes on until it is interrupted is tried for a moment. */
const ending = (line: string): string =>
  /\bena (?:watch|lab device|lab ec2|lab --ui)\b/.test(line) ? `${line} --for 2s` : line;

describe('README', () => {
  test('shows how to run ena', () => expect(commands.length).toBeGreaterThan(2));

  for (const line of new Set(commands.filter((each) => !helped.has(each)))) {
    testNeeding(programsOf(line), `shows a line that runs: ${line}`, () => {
      const { code, err } = runLine(ending(line), folder);
      expect([0, 1, 3], err).toContain(code);
      expect(err).not.toMatch(/^\s+at |defect|did you mean/m);
    });
  }
});
