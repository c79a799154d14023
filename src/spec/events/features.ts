import type { EventText } from './event.ts';

export const featuresEvents = {
  'feature-unsupported': {
    judgement: 'benign',
    title: 'The device lacks a feature',
    meaning:
      'The driver asked for a feature that the device does not offer, and goes on without. 10, 12 and 18 are of RSS, 20 is interrupt moderation.',
    cause: 'The kind of device.',
    action: "Nothing to do. Check that the line is ENA's: the EFA driver prints the same text as an error.",
  },
  'optional-query-failed': {
    judgement: 'warn',
    title: 'An optional query failed',
    meaning: 'Offload or property details are unknown; defaults are used.',
    cause: 'The device does not support the query.',
    action: 'Nothing to do.',
  },
  'llq-fallback': {
    judgement: 'benign',
    title: 'No low-latency queues',
    meaning: 'Transmit rings lie in host memory instead of the device. Latency is higher; everything works.',
    cause: 'The device has no LLQ, or its set-up failed; then a line before this one says why.',
    action: 'Expected on old instance types. Elsewhere, read the line before and upgrade the driver.',
  },
  'llq-disabled-by-user': {
    judgement: 'warn',
    title: 'Low-latency queues are switched off',
    meaning: 'The application was started with LLQ disabled, which costs much performance.',
    cause: 'A device argument of the DPDK application.',
    action: 'Remove the argument.',
  },
  'llq-default-fallback': {
    judgement: 'benign',
    title: 'An LLQ parameter differs from the default',
    meaning: 'The preferred value is not offered; the next supported one is used.',
    cause: 'The kind of device.',
    action: 'Nothing to do.',
  },
  'llq-setup-failed': {
    judgement: 'error',
    title: 'Low-latency queues could not be set up',
    meaning:
      'What the device offers cannot be used, or it refused the setting. Host memory is used, or the probe fails.',
    cause: 'A driver that does not fit the device.',
    action: 'Upgrade the driver.',
  },
  'llq-large-header-state': {
    judgement: 'benign',
    title: 'Wide LLQ entries on or off',
    meaning: 'Entries of 256 bytes hold headers of up to 224 bytes. The Tx ring may become shorter for it.',
    cause: 'A module parameter, or the advice of the device.',
    action: 'Nothing to do.',
  },
  'llq-large-header-failed': {
    judgement: 'warn',
    title: 'Wide LLQ entries are not available',
    meaning: 'They were asked for; ordinary entries are used.',
    cause: 'LLQ is off, or the device does not offer them.',
    action: 'Remove the request.',
  },
  'fragment-bypass-refused': {
    judgement: 'warn',
    title: 'Fragment bypass is not active',
    meaning: 'The option could not be enabled; fragments count against the fragment limit as usual.',
    cause: 'The device refused, or BQL was asked for as well.',
    action: 'Use one of the two options.',
  },
} satisfies Record<string, EventText>;
