import { type Voice, voiceOf } from '../voices.ts';

/**
 * The driver of the logs on AWS's page, built in April 2016: 1.0.0 in all but what it tells of the guest, and a build
 * line that no release has.
 */
export const page2016: Voice = voiceOf('1.0.0', {
  name: '2016',
  lacks: ['hostInfo'],
  silent: ['banner'],
});

/** Upstream Linux 6.12. */
export const upstream612: Voice = voiceOf('6.12.117', { name: '6.12' });

/** The newest release. */
export const release2170: Voice = voiceOf('2.17.0');

/** Voices with a name: one for each age of the driver. */
export const voices: readonly Voice[] = [
  page2016,
  voiceOf('1.5.0'),
  voiceOf('2.2.10'),
  voiceOf('2.8.6'),
  voiceOf('2.12.0'),
  voiceOf('6.1.192', { name: '6.1' }),
  upstream612,
  voiceOf('7.3.4', { name: '7.3' }),
  release2170,
];
