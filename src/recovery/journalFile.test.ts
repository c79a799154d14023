import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Journal, journalSchema } from './journal.ts';
import { journalFile, journalPath, lockJournal } from './journalFile.ts';
import { readJournal } from './journalShape.ts';
import { planFor } from './plans/index.ts';
import { JournalOfOtherVersion, JournalUnreadable, RecoveryBusy } from './problems.ts';
import { scenarios } from './testing/scenes.ts';

const journal = async (): Promise<Journal> => {
  const [scenario] = scenarios;
  if (scenario === undefined) throw new Error('no scenario');
  const plan = planFor(await scenario.wish(scenario.open().ask));
  return {
    schema: journalSchema,
    begun: '2026-11-23T12:00:00Z',
    region: 'eu-west-1',
    plan,
    direction: 'forward',
    marks: {},
    results: {},
  };
};

const place = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'enakit-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'i-1.recovery.json');
};

describe('a journal on disk', () => {
  it('is read as it was written, and leaves no draft behind', async () => {
    const path = place();
    const written = await journal();
    await journalFile(path).save(written);
    expect(await journalFile(path).load()).toEqual(written);
    expect(readdirSync(join(path, '..'))).toEqual(['i-1.recovery.json']);
  });

  it('is as before when a process died over the draft of the next', async () => {
    const path = place();
    const written = await journal();
    await journalFile(path).save(written);
    writeFileSync(`${path}.draft`, '{"schema":"enakit/rec');
    expect(await journalFile(path).load()).toEqual(written);
  });

  it('that does not exist is none', async () => expect(await journalFile(place()).load()).toBeUndefined());

  it('lies with the user’s state', () => {
    expect(journalPath('i-1', { XDG_STATE_HOME: '/s' })).toBe('/s/enakit/i-1.recovery.json');
    expect(journalPath('i-1', { HOME: '/h' })).toBe('/h/.local/state/enakit/i-1.recovery.json');
  });
});

describe('the text of a journal', () => {
  it('cut off at any byte is refused', async () => {
    const text = JSON.stringify(await journal());
    for (let end = 0; end < text.length; end++)
      expect(() => readJournal(text.slice(0, end), 'j'), `${end}`).toThrow(JournalUnreadable);
  });

  it('of another version is refused by name', async () => {
    const text = JSON.stringify({ ...(await journal()), schema: 'enakit/recovery/2' });
    expect(() => readJournal(text, 'j')).toThrow(JournalOfOtherVersion);
  });

  it('of any other shape is refused, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(() => readJournal(JSON.stringify(value), 'j')).toThrow(JournalUnreadable);
        const dressed = { ...(typeof value === 'object' ? value : { value }), schema: journalSchema };
        expect(() => readJournal(JSON.stringify(dressed), 'j')).toThrow(JournalUnreadable);
      }),
    );
  });
});

describe('the lock of a journal', () => {
  it('keeps others away until it is released', async () => {
    const path = place();
    const release = await lockJournal(path);
    await expect(lockJournal(path)).rejects.toThrow(RecoveryBusy);
    await release();
    await (await lockJournal(path))();
    expect(existsSync(`${path}.lock`)).toBe(false);
  });

  it('of a dead process is taken over', async () => {
    const path = place();
    writeFileSync(`${path}.lock`, '999999999');
    await lockJournal(path);
    expect(readFileSync(`${path}.lock`, 'utf8')).toBe(String(process.pid));
  });
});
