import type { LogRecord } from '../../driver/driver.ts';

/** A record of the kernel's log. */
export interface StampedRecord extends LogRecord {
  /** Since boot. */
  readonly uptimeNs: number;
}

/** A stamp as the kernel prints it: seconds right-aligned to five places, then microseconds. */
const stampText = (uptimeNs: number): string => {
  const microseconds = Math.floor(uptimeNs / 1000);
  const seconds = Math.floor(microseconds / 1e6);
  return `[${String(seconds).padStart(5)}.${String(microseconds % 1e6).padStart(6, '0')}]`;
};

/** The ring that `dmesg` reads; here it forgets nothing. */
export class KernelLog {
  readonly records: StampedRecord[] = [];
  readonly #uptimeNs: () => number;

  constructor(uptimeNs: () => number) {
    this.#uptimeNs = uptimeNs;
  }

  readonly print = ({ level, text }: LogRecord): void => {
    this.records.push({ uptimeNs: this.#uptimeNs(), level, text });
  };

  /** What `dmesg` prints. */
  get text(): string {
    return this.records.map(({ uptimeNs, text }) => `${stampText(uptimeNs)} ${text}\n`).join('');
  }
}
