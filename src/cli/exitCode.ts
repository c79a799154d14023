/** How a run ended, as the shell sees it. `ena --help` and the manual print these rows. */
export const exitCodes = [
  { code: 0, says: 'nothing wrong' },
  { code: 1, says: 'problems found' },
  { code: 2, says: 'wrong usage' },
  { code: 3, says: 'could not look: unreadable, or nothing about ENA in it' },
] as const;

export type ExitCode = (typeof exitCodes)[number]['code'];
