import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { examine } from './examine.ts';

interface Meta {
  readonly title: string;
  readonly files: readonly string[];
  readonly truth: readonly string[];
  readonly must_not: readonly string[];
}

const fixtures = join(import.meta.dirname, '../fixtures');
const cases = ['cases', 'field'].flatMap((folder) =>
  readdirSync(join(fixtures, folder)).map((id) => [id, join(fixtures, folder, id)] as const),
);

/** Real logs and counters, each with the truth about it: `healthy` means the verdict, everything else a finding. */
describe.each(cases)('case %s', (_, folder) => {
  const meta: Meta = JSON.parse(readFileSync(join(folder, 'meta.json'), 'utf8'));
  const paths = meta.files.map((file) => join(folder, file));

  it(`finds the truth: ${meta.truth.join(', ')}`, async () => {
    const { ids } = await examine(paths);
    expect([...ids]).toEqual(expect.arrayContaining([...meta.truth]));
  });

  it('raises none of the false alarms', async () => {
    const { ids } = await examine(paths);
    expect(meta.must_not.filter((alarm) => ids.has(alarm))).toEqual([]);
  });
});
