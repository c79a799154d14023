import type { Journal, JournalStore } from '../journal.ts';
import { readJournal } from '../journalShape.ts';

/** A journal in memory, as text: what is read back went through the same form as on a disk. */
export const memoryStore = (): JournalStore & { text: string } => ({
  text: '',
  async load(): Promise<Journal | undefined> {
    return this.text === '' ? undefined : readJournal(this.text, 'memory');
  },
  async save(journal): Promise<void> {
    this.text = JSON.stringify(journal);
  },
});
