import { TextReader } from '../evidence/textReader.ts';
import { Watcher } from './watcher.ts';

/** A reset, as a driver tells it. */
const lines = [
  'ena 0000:00:05.0 eth0: Keep alive watchdog timeout.',
  'ena 0000:00:05.0 eth0: Trigger reset is on',
  'ena 0000:00:05.0: Device reset completed successfully, Driver info: Elastic Network Adapter (ENA) v2.12.0g',
];

/**
 * Reads and judges a reset that never was, and tells nobody. What takes part is compiled when it first runs, which would make
 * the first true reset wait: tens of milliseconds, and many times that on a processor that is starved or emulated.
 *
 * @param now milliseconds since 1970
 */
export const rehearse = (now: () => number): void => {
  const watcher = new Watcher({ now, tell: () => {} });
  const reader = new TextReader('rehearsal', () => new Date(now()), watcher.observe.bind(watcher));
  for (const [at, text] of lines.entries()) {
    reader.read({ text, number: at + 1 });
    reader.end();
    watcher.judge();
  }
};
