import type { Random } from './random.ts';

/** A clock that ticks from line to line and writes itself as syslog does. */
export interface StampClock {
  advance(): void;
  /** `Jan  1 00:00:00 ip-10-0-1-23 ` */
  stamp(): string;
  /** `Jan  1 00:00:00 ip-10-0-1-23 kernel: [    0.000000] ` */
  kernelStamp(): string;
}

const firstDayMs = Date.UTC(2026, 0, 1);
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** So that 10 GiB of lines stay within one year: the stamps name none. */
const meanGapMicros = 200_000;

const syslogStamp = (seconds: number): string => {
  const at = new Date(firstDayMs + seconds * 1000);
  return `${months[at.getUTCMonth()]} ${String(at.getUTCDate()).padStart(2)} ${at.toISOString().slice(11, 19)} ip-10-0-1-23 `;
};

export const stampClock = (random: Random): StampClock => {
  let seconds = 0;
  let micros = 0;
  let stamp = syslogStamp(0);
  const pass = (gapMicros: number): void => {
    micros += gapMicros;
    if (micros < 1_000_000) return;
    micros -= 1_000_000;
    seconds += 1;
    stamp = syslogStamp(seconds);
  };
  return {
    advance: () => pass(random.below(2 * meanGapMicros)),
    stamp: () => stamp,
    kernelStamp: () => {
      pass(1);
      return `${stamp}kernel: [${String(seconds).padStart(5)}.${String(micros).padStart(6, '0')}] `;
    },
  };
};
