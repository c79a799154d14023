import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, vi } from 'vitest';
import { verbs } from '../../src/cli/verbs/index.ts';
import { testNeeding } from '../needs.ts';
import { layOut, programsOf, runLine } from './shellLine.ts';

/** Some boot machines, which are fetched the first time. */
vi.setConfig({ testTimeout: 300_000 });

const folder = mkdtempSync(join(tmpdir(), 'enakit-'));
beforeAll(() => layOut(folder));
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(verbs)('the help of $name', ({ examples }) => {
  for (const { line, ends } of examples) {
    testNeeding(programsOf(line), `tells the truth: ${line}`, () => {
      const { code, err } = runLine(line, folder);
      expect(ends, err).toContain(code);
      expect(err).not.toMatch(/^\s+at |defect/m);
    });
  }
});
