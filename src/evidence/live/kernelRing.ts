import { codeOf, type Host } from './host.ts';

/** What the kernel's log buffer held. */
export interface KernelRing {
  /** Records as `/dev/kmsg` gives them, each ended by a line feed. */
  readonly records: Uint8Array;
  /** Sequence number of the first one: above 0, older records have been overwritten. */
  readonly firstSequence: number;
  /** Seconds since boot of the first one. */
  readonly beginSeconds: number;
  /** Why it ended before the newest record, as a clause. */
  readonly cut?: string;
}

export const kernelDevice = '/dev/kmsg';

/** More than the kernel can put into one record; a read with less room than the record takes fails. */
export const recordBytes = 8192;
/** Log buffers have a few MiB at most; beyond, somebody writes as fast as it is read. */
const ringBytes = 32 * 1024 * 1024;
const readingMs = 5000;
/** How often records may be overwritten just before they are read. */
const mostOverruns = 1000;

/** Reads the kernel's log buffer without waiting for more to come; the errno (`EPERM`) where it may not be read. */
export const readRing = (host: Host): KernelRing | { readonly refusal: string } => {
  const pieces: Uint8Array[] = [];
  let cut: string | undefined;
  try {
    const device = host.openRecords(kernelDevice);
    try {
      cut = drain(host, device.read, pieces);
    } finally {
      device.close();
    }
  } catch (thrown) {
    // What was read before stays good.
    if (pieces.length === 0) return { refusal: codeOf(thrown) };
    cut = `reading it failed (${codeOf(thrown)})`;
  }
  const records = Buffer.concat(pieces);
  const first = /^\d{1,5},(\d{1,15}),(\d{1,15}),/.exec(records.toString('latin1', 0, 64));
  if (first === null) return { refusal: 'no records' };
  const begin = { firstSequence: Number(first[1]), beginSeconds: Number(first[2]) / 1e6 };
  return { records, ...begin, ...(cut !== undefined && { cut }) };
};

const drain = (host: Host, read: (mostBytes: number) => Uint8Array, pieces: Uint8Array[]): string | undefined => {
  const untilMs = host.elapsedMs() + readingMs;
  let left = ringBytes;
  for (let overruns = 0; overruns <= mostOverruns; ) {
    try {
      const record = read(recordBytes);
      if (record.length === 0) return undefined;
      pieces.push(record);
      left -= record.length;
    } catch (thrown) {
      const code = codeOf(thrown);
      if (code === 'EAGAIN') return overruns === 0 ? undefined : 'lines were overwritten while it was read';
      // EPIPE: the record that was next is overwritten by now; reading goes on with the oldest that is left.
      if (code !== 'EPIPE' && code !== 'EINTR') throw thrown;
      overruns++;
    }
    if (left <= 0 || host.elapsedMs() > untilMs) break;
  }
  return 'it is written faster than it can be read';
};
