import { limits } from '../sources/limits.ts';
import { LineSplitter } from '../sources/lines.ts';
import { TextReader } from '../textReader.ts';
import { codeOf } from './host.ts';
import { type FollowerOptions, type KernelFollower, type LogMark, lookBackMs } from './kernelFollower.ts';

const source = 'journalctl -k -f';
const readBytes = 1024 * 1024;

/** Follows the journal's kernel messages, or says why there is none. */
export const openJournalFollower = async (options: FollowerOptions): Promise<KernelFollower | { refusal: string }> => {
  const { host, now, resumed } = options;
  const from = resumed?.from.of === 'journal' ? resumed.from.cursor : undefined;
  const seen = resumed?.seen.of === 'journal' ? resumed.seen.cursor : undefined;
  const since = `@${Math.floor((now() - lookBackMs) / 1000)}`;
  const start = from === undefined ? [`--since=${since}`] : [`--after-cursor=${from}`];
  const args = ['-k', '-f', '-o', 'json', '--no-tail', '--no-pager', ...start];
  try {
    // It says on its error output what it lacks, and ends: asked for one line first, it ends in any case.
    const asked = await host.run('journalctl', ['-k', '-n', '1', '-o', 'json', '--no-pager'], bounds);
    if (asked.stdout.length === 0) return { refusal: `journalctl: ${complaint(asked.stderr)}` };
    const device = host.openProgram('journalctl', args);
    let isNews = seen === undefined || seen === from;
    let mark: LogMark | undefined = seen === undefined ? undefined : { of: 'journal', cursor: seen };
    const reader = new TextReader(source, () => new Date(now()), options.sink);
    const splitter = new LineSplitter({ byte: 0x0a, doubled: false }, limits.lineBytes, (line) => {
      reader.read(line);
      reader.end();
      const cursor = fieldOf(line.text, '__CURSOR');
      const atMs = Number(fieldOf(line.text, '__REALTIME_TIMESTAMP')) / 1000;
      const text = fieldOf(line.text, 'MESSAGE');
      if (cursor === undefined) return;
      if (isNews) mark = { of: 'journal', cursor };
      if (isNews && text !== undefined) options.onLine?.({ atMs: atMs || now(), text });
      isNews ||= cursor === seen;
    });
    return {
      source,
      get mark() {
        return mark;
      },
      poll: () => {
        for (;;) {
          try {
            const bytes = device.read(readBytes);
            if (bytes.length === 0) throw Object.assign(new Error('journalctl has ended'), { code: 'EPIPE' });
            splitter.push(Buffer.from(bytes));
          } catch (thrown) {
            if (codeOf(thrown) === 'EAGAIN') return false;
            throw thrown;
          }
        }
      },
      ...(device.awaited && { awaited: device.awaited }),
      close: () => device.close(),
    };
  } catch (thrown) {
    return { refusal: `journalctl: ${codeOf(thrown)}` };
  }
};

const bounds = { timeoutMs: 5000, stdoutBytes: 1024 * 1024 };

const complaint = (stderr: string): string => stderr.trim().split('\n', 1)[0] || 'no entries';

/** A text field of a line of JSON; undefined where it is missing or no text. */
const fieldOf = (line: string, name: string): string | undefined => {
  try {
    const value: unknown = JSON.parse(line)?.[name];
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
};
