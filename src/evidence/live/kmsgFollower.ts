import { TextReader } from '../textReader.ts';
import { BootClock } from './bootClock.ts';
import { codeOf, type Host, type RecordDevice } from './host.ts';
import { type FollowerOptions, type KernelFollower, lookBackMs } from './kernelFollower.ts';
import { kernelDevice, recordBytes } from './kernelRing.ts';

/** Taken in one go. A driver that resets logs more than a hundred lines, which keep a starved processor busy for long. */
const mostRecords = 500;
const longestMs = 25;

const header = /^\d{1,5},(\d{1,15}),(\d{1,15}),[^;]{0,200};/;

/** Follows `/dev/kmsg`, or says why it may not be read. */
export const openKmsgFollower = async (options: FollowerOptions): Promise<KernelFollower | { refusal: string }> => {
  const { host } = options;
  try {
    const bootId = await firstLine(host, '/proc/sys/kernel/random/boot_id');
    const uptimeMs = Number.parseFloat(await firstLine(host, '/proc/uptime')) * 1000;
    const device = host.openRecords(kernelDevice);
    return new KmsgFollower(options, device, bootId, Number.isFinite(uptimeMs) ? uptimeMs : 0);
  } catch (thrown) {
    return { refusal: `${kernelDevice}: ${codeOf(thrown)}` };
  }
};

const firstLine = async (host: Host, path: string): Promise<string> =>
  Buffer.from(await host.readFile(path, 4096))
    .toString('utf8')
    .trim();

class KmsgFollower implements KernelFollower {
  readonly source = kernelDevice;
  readonly #options: FollowerOptions;
  readonly #device: RecordDevice;
  readonly #bootId: string;
  readonly #clock: BootClock;
  readonly #reader: TextReader;
  /** From here on a record counts, and from there on it is news. */
  readonly #from: number;
  readonly #newsFrom: number;
  readonly #sinceMs: number;
  #next = 0;
  /** Sequence number of the record being read. */
  #reading = 0;

  constructor(options: FollowerOptions, device: RecordDevice, bootId: string, uptimeMs: number) {
    const { resumed, now } = options;
    const [from, seen] = [resumed?.from, resumed?.seen].map((mark) =>
      mark?.of === 'kmsg' && mark.bootId === bootId ? mark : undefined,
    );
    this.#options = options;
    this.#device = device;
    this.#bootId = bootId;
    this.#from = from?.next ?? 0;
    this.#newsFrom = seen?.next ?? 0;
    this.#next = this.#newsFrom;
    // Of a boot that nobody watched everything is news, but to a newcomer all before is history.
    this.#sinceMs = resumed === undefined ? now() - lookBackMs : Number.NEGATIVE_INFINITY;
    this.#clock = new BootClock(seen?.bases ?? [{ from: 0, bootMs: now() - uptimeMs }]);
    this.#reader = new TextReader(
      kernelDevice,
      () => new Date(now()),
      (seen) => {
        const uptimeUs = seen.kind === 'log' ? seen.when.uptimeUs : undefined;
        const wallMs = uptimeUs === undefined ? undefined : this.#clock.wallMs(this.#reading, uptimeUs);
        options.sink(seen.kind === 'log' && wallMs !== undefined ? { ...seen, when: { ...seen.when, wallMs } } : seen);
      },
    );
  }

  get mark() {
    return { of: 'kmsg', bootId: this.#bootId, next: this.#next, bases: this.#clock.bases } as const;
  }

  poll(): boolean {
    const { host, now } = this.#options;
    const untilMs = host.elapsedMs() + longestMs;
    let isMore = true;
    for (let left = mostRecords; isMore && left > 0 && host.elapsedMs() <= untilMs; left--) {
      const record = this.#read();
      if (record === undefined) isMore = false;
      else this.#take(record);
    }
    if (!isMore) this.#clock.drained(now());
    this.#reader.end();
    return isMore;
  }

  get awaited() {
    return this.#device.awaited;
  }

  close(): void {
    this.#device.close();
  }

  #read(): Uint8Array | undefined {
    for (;;) {
      try {
        const record = this.#device.read(recordBytes);
        return record.length === 0 ? undefined : record;
      } catch (thrown) {
        const code = codeOf(thrown);
        if (code === 'EAGAIN') return undefined;
        // EPIPE: the record that was next is overwritten; the sequence number of the next one tells how many are lost.
        if (code !== 'EPIPE' && code !== 'EINTR') throw thrown;
      }
    }
  }

  #take(record: Uint8Array): void {
    const text = Buffer.from(record).toString('utf8');
    const [head, sequenceText, uptimeText] = header.exec(text) ?? [];
    if (head === undefined) return;
    const [sequence, uptimeUs] = [Number(sequenceText), Number(uptimeText)];
    const isNews = sequence >= this.#newsFrom;
    if (isNews && sequence > this.#next && this.#next > 0) this.#options.onLost(sequence - this.#next);
    if (isNews) this.#next = sequence + 1;
    if (sequence < this.#from) return;
    if (isNews) this.#clock.heard(sequence, uptimeUs, this.#options.now());
    const atMs = this.#clock.wallMs(sequence, uptimeUs);
    if (atMs < this.#sinceMs) return;
    // What the reader still holds back belongs to the record before.
    this.#reader.end();
    this.#reading = sequence;
    const lines = text.trimEnd().split('\n');
    for (const line of lines) this.#reader.read({ text: line, number: sequence + 1 });
    if (isNews) this.#options.onLine?.({ atMs, text: (lines[0] ?? '').slice(head.length) });
  }
}
