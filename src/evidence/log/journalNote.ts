import { readIso } from './stamp.ts';

/** What journalctl says between records. */
export interface JournalNote {
  /** A boot begins here. */
  readonly boot?: true;
  readonly bootId?: string;
  /** The log begins here, in milliseconds since 1970 UTC. */
  readonly wallMs?: number;
}

/**
 * Reads `-- Logs begin at …`, `-- Journal begins at …`, `-- Boot <id> --`, `-- Reboot --`, `-- No entries --`;
 * `undefined` for any other line.
 */
export const readJournalNote = (text: string): JournalNote | undefined => {
  const boot = /^-- (?:Reboot --|Boot ([0-9a-f]{32})(?: --)?)/.exec(text);
  if (boot) return boot[1] === undefined ? { boot: true } : { boot: true, bootId: boot[1] };
  const begin = /^-- (?:Logs begin|Journal begins) at (?:[A-Z][a-z]{2} )?([^,]{10,40})/.exec(text);
  if (begin) {
    const wallMs = readIso(begin[1]!);
    return wallMs === undefined ? {} : { wallMs };
  }
  return text.startsWith('-- No entries --') ? {} : undefined;
};
