import type { EventId } from './events/index.ts';

/** An entry of "Which errors can I ignore?" on AWS's page, and what became of the line in later drivers. */
export interface IgnoredLine {
  /** As the page prints it. */
  readonly page: string;
  /** The event it belongs to; its messages hold every wording. */
  readonly event: EventId;
  readonly wordings: readonly { readonly text: string; readonly releases: string; readonly note?: string }[];
  /** Why it may be ignored. */
  readonly because: string;
  /** When it may not. */
  readonly unless?: string;
}

/** The page's ignore list. Its wording is that of mid-2016: most entries match no driver of the years since. */
export const ignoreList: readonly IgnoredLine[] = [
  {
    page: "Set host attribute isn't supported",
    event: 'host-attributes-refused',
    wordings: [
      { text: "Set host attribute isn't supported", releases: '1.0.0' },
      {
        text: 'Cannot set host attributes',
        releases: '>=1.0.0',
        note: 'follows from the first; later drivers print this one alone',
      },
    ],
    because: 'The device then knows less about the guest. Traffic does not depend on it.',
    unless: 'other admin commands fail beside it: then the device does not answer at all',
  },
  {
    page: 'failed to alloc buffer for rx queue',
    event: 'rx-buffer-allocation-failed',
    wordings: [
      { text: 'failed to alloc buffer for rx queue', releases: '<2.2.11' },
      { text: 'Failed to allocate buffer for rx queue', releases: '>=2.2.11' },
    ],
    because: 'The next refill makes up for it.',
    unless: 'it repeats, or rings run empty: then memory is short and packets are lost',
  },
  {
    page: "Feature X isn't supported",
    event: 'feature-unsupported',
    wordings: [
      {
        text: "Feature N isn't supported",
        releases: '>=1.0.0',
        note: 'at info level in 1.0.0 only, at debug level since',
      },
    ],
    because: 'The driver asked for something the device does not offer and goes on without it.',
    unless:
      'the line is EFA’s, which prints the same text at error level, or the feature is 1, 11 or 26: probing fails without these',
  },
  {
    page: 'Failed to config AENQ',
    event: 'aenq-config-refused',
    wordings: [{ text: 'Failed to config AENQ', releases: '>=1.0.0' }],
    because: 'The device then does not send the events it was asked for. The adapter moves packets without them.',
    unless: 'probing fails after it: current drivers need the command to succeed',
  },
  {
    page: 'Trying to set unsupported AENQ events',
    event: 'aenq-config-refused',
    wordings: [
      { text: 'Trying to set unsupported aenq events', releases: '>=1.0.0', note: 'small letters, unlike the page' },
    ],
    because: 'The driver asked for a group of events the device does not have; the others come.',
    unless: 'probing fails after it',
  },
];
