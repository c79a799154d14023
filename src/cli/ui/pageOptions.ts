import type { Options, Values } from '../command.ts';

/** How the page of an agent is served. */
export const pageOptions = {
  ui: { type: 'boolean', says: 'Serve a page of how the adapters are, to this machine unless told otherwise.' },
  'ui-listen': {
    type: 'string',
    takes: 'ADDRESS:PORT',
    completes: ['127.0.0.1:8321', '0.0.0.0:8321'],
    says: 'Serve the page there. Beyond this machine it takes a link that works once, or a token.',
  },
  'ui-token-file': {
    type: 'string',
    takes: 'FILE',
    completes: 'files',
    says: 'Ask everybody who looks at the page for the token in FILE, as a bearer or by the link that is printed.',
  },
} as const satisfies Options;

/** What those options said. */
export type PageValues = Values<typeof pageOptions>;
