import type { Options, Values } from '../command.ts';

/** How the page of the lab is served; `ena lab --ui` takes them too. */
export const uiOptions = {
  driver: {
    type: 'string',
    takes: 'VOICE',
    completes: 'nothing',
    says: 'With --ui: the version of the driver, such as 2016, 2.12.0, or a kernel such as 6.12.',
  },
  port: {
    type: 'string',
    takes: 'N',
    completes: 'nothing',
    says: 'With --ui: listen on this port of 127.0.0.1; any free one, unless told.',
  },
  seed: { type: 'string', takes: 'N', completes: 'nothing', says: 'With --ui: what is left to chance follows from N.' },
  for: { type: 'string', takes: 'TIME', completes: ['10m'], says: 'With --ui: end after TIME instead of on Ctrl-C.' },
} as const satisfies Options;

/** What those options said. */
export type UiValues = Values<typeof uiOptions>;
