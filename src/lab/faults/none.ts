import type { Fault } from './fault.ts';

/** Nothing goes wrong: what every other drill is held against. */
export const none: Fault = {
  name: 'none',
  says: 'Nothing goes wrong.',
  strikes: 'guest',
  when: 'running',
  durationMs: 0,
  truths: [{ reasons: [], outcome: 'unharmed', problems: [] }],
};
