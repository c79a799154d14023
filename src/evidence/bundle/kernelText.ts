const stamped = /^\[ *(\d{1,10}\.\d{1,9})\]/;
const record = /^(\d{1,5}),\d{1,20},(\d{1,17}),[^;]{0,80};(.*)$/;

/** Milliseconds since 1970 at which a record was made; undefined where nobody knows. */
export type WallOf = (uptimeUs: number) => number | undefined;

const inFront = (wallMs: number | undefined): string =>
  wallMs === undefined ? '' : `${new Date(wallMs).toISOString()} `;

/** A line of the kernel log with the wall time that it has on its host: elsewhere nobody can tell. */
const readable = (line: string, wallOf: WallOf): string | undefined => {
  const [, priority, uptimeUs = '', text = ''] = record.exec(line) ?? [];
  if (priority === undefined) {
    // What belongs to a record of /dev/kmsg is in its text already.
    if (line.startsWith(' ')) return undefined;
    const seconds = stamped.exec(line)?.[1];
    return `${seconds === undefined ? '' : inFront(wallOf(Number(seconds) * 1e6))}${line}`;
  }
  const stamp = `${uptimeUs.padStart(7, '0').slice(0, -6).padStart(5)}.${uptimeUs.padStart(6, '0').slice(-6)}`;
  return `${inFront(wallOf(Number(uptimeUs)))}<${Number(priority)}>[${stamp}] ${text}`;
};

/** The kernel log, from /dev/kmsg, journalctl or dmesg, in a form that people read: time, level, time since boot, text. */
export const kernelText = (log: string, wallOf: WallOf): string =>
  log
    .split('\n')
    .flatMap((line) => readable(line, wallOf) ?? [])
    .join('\n');
