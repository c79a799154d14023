/** What the wrappers around a message have told so far; the innermost one has the last word. */
export interface Draft {
  uptimeUs: number | undefined;
  wallMs: number | undefined;
  /** syslog severity, 0 to 7. */
  level: number | undefined;
  host: string | undefined;
  bootId: string | undefined;
  pci: string | undefined;
  /** Who speaks: `kernel`, or the name of a process. A process stays one whatever it quotes. */
  tag: string | undefined;
  /** How often the logger says the message came. */
  repeats: number;
  /** The last wrapper was a clock, so that `HOST TAG:` may follow; after a bracketed one only what is surely a tag. */
  clock: 'bare' | 'bracketed' | undefined;
  /** A record of /dev/kmsg, whose own fields may follow on lines of their own. */
  kmsg: boolean;
  /** At least one wrapper that only a log has. */
  wrapped: boolean;
}

export const emptyDraft = (): Draft => ({
  uptimeUs: undefined,
  wallMs: undefined,
  level: undefined,
  host: undefined,
  bootId: undefined,
  pci: undefined,
  tag: undefined,
  repeats: 1,
  clock: undefined,
  kmsg: false,
  wrapped: false,
});

/** Names the speaker; `kernel[0]` and BSD's `vmunix` are the kernel too. */
export const speaks = (draft: Draft, tag: string): void => {
  if (draft.tag !== undefined && draft.tag !== 'kernel') return;
  draft.tag = tag === 'vmunix' || tag === 'kern' ? 'kernel' : tag;
};

/** Whether a process speaks, not the kernel. */
export const isProcess = (draft: Draft): boolean => draft.tag !== undefined && draft.tag !== 'kernel';
