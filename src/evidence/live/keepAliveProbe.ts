import { codeOf, type Host, type RecordDevice } from './host.ts';
import type { TraceControl } from './traceControl.ts';
import { readTraceLine, type Traced } from './traceLine.ts';

/** Why keep-alives cannot be seen, as a sentence. */
export class NoKeepAlives extends Error {}

/** Sees every keep-alive that the driver sees. */
export interface KeepAliveProbe {
  /** What was traced since, in order. Throws what the system says. */
  poll(): readonly Traced[];
  /** Whether interrupts are traced too, by which an adapter is told from another. Costs a little in every interrupt. */
  trace(interrupts: boolean): void;
  /** Takes the probe out of the kernel. Never throws. */
  close(): void;
}

const roots = ['/sys/kernel/tracing', '/sys/kernel/debug/tracing'];
const name = 'enakit';
const event = `${name}/keep_alive`;
/** The handler of keep-alives in every driver since 1.0.0; its first argument is the adapter. */
const handler = 'ena_keep_alive_wd';
const firstArgument: Readonly<Record<string, string>> = { x64: '%di', arm64: '%x0' };
/** For each CPU; a keep-alive takes some 60 bytes. */
const bufferKilobytes = 16;
const readBytes = 64 * 1024;
/** Kernels have 200,000 symbols and more. */
const symbolsBytes = 64 * 1024 * 1024;

const meanings: Readonly<Record<string, string>> = {
  EACCES: 'only root may trace the kernel',
  EPERM: 'the kernel is locked down, as it is under Secure Boot',
  EBUSY: 'another agent listens already',
  EROFS: 'tracefs is mounted read-only',
};

/**
 * Puts a probe on the driver's handler of keep-alives, in a tracing instance of its own, so that nobody else's tracing is
 * touched. What an agent that was killed has left is taken away first.
 *
 * @param arch as Node.js names it: `x64`, `arm64`
 * @throws NoKeepAlives
 */
export const openKeepAliveProbe = async (host: Host, control: TraceControl, arch: string): Promise<KeepAliveProbe> => {
  const register = firstArgument[arch];
  if (register === undefined) throw new NoKeepAlives(`the registers of ${arch} are not known`);
  const root = await tracingFolder(host);
  const instance = `${root}/instances/${name}`;
  const probes = `${root}/kprobe_events`;
  try {
    if ((await host.readFolder(`${root}/instances`)).includes(name)) control.removeFolder(instance);
    attempt(() => control.write(probes, `-:${event}`));
    await place(host, (symbol) => control.write(probes, `p:${event} ${symbol} adapter=${register}`));
    control.makeFolder(instance);
    // Clock of `/proc/uptime`; older kernels do not have it, and theirs is near enough.
    attempt(() => control.write(`${instance}/trace_clock`, 'boot'));
    attempt(() => control.write(`${instance}/buffer_size_kb`, String(bufferKilobytes)));
    attempt(() => control.write(`${instance}/events/irq/irq_handler_entry/filter`, 'name ~ "ena-mgmnt*"'));
    control.write(`${instance}/events/${event}/enable`, '1');
    return probeOver(host.openRecords(`${instance}/trace_pipe`), control, { instance, probes });
  } catch (thrown) {
    const code = codeOf(thrown);
    if (thrown instanceof NoKeepAlives) throw thrown;
    // EBUSY is another agent's instance: it is not ours to take away.
    if (code !== 'EBUSY') takeAway(control, { instance, probes });
    throw new NoKeepAlives(meanings[code] ?? `tracing was refused (${code})`);
  }
};

const tracingFolder = async (host: Host): Promise<string> => {
  let refusal = 'ENOENT';
  for (const root of roots) {
    try {
      const files = await host.readFolder(root);
      if (files.includes('kprobe_events')) return root;
      if (files.length > 0) throw new NoKeepAlives('this kernel was built without kprobes');
    } catch (thrown) {
      if (thrown instanceof NoKeepAlives) throw thrown;
      refusal = codeOf(thrown);
    }
  }
  throw new NoKeepAlives(meanings[refusal] ?? 'tracefs is not mounted on /sys/kernel/tracing');
};

/** Places the probe where the handler is: in the module, in the kernel itself, or under the name a compiler gave it. */
const place = async (host: Host, write: (symbol: string) => void): Promise<void> => {
  for (const symbol of [`ena:${handler}`, handler]) {
    try {
      write(symbol);
      return;
    } catch (thrown) {
      if (codeOf(thrown) !== 'ENOENT' && codeOf(thrown) !== 'EINVAL') throw thrown;
    }
  }
  const symbols = Buffer.from(await host.readFile('/proc/kallsyms', symbolsBytes)).toString('latin1');
  const [, found] = /^\S{1,16} [tT] (ena_keep_alive_wd\.(?!cold)[\w.]{1,60})\t\[ena\]$/m.exec(symbols) ?? [];
  if (found === undefined) throw new NoKeepAlives('the driver has no handler of keep-alives by the name that is known');
  write(`ena:${found}`);
};

interface Placed {
  readonly instance: string;
  readonly probes: string;
}

const probeOver = (pipe: RecordDevice, control: TraceControl, placed: Placed): KeepAliveProbe => {
  let rest = '';
  return {
    poll: () => {
      const seen: Traced[] = [];
      for (;;) {
        const bytes = readSome(pipe);
        if (bytes.length === 0) return seen;
        const lines = (rest + Buffer.from(bytes).toString('latin1')).split('\n');
        rest = (lines.pop() ?? '').slice(0, readBytes);
        for (const line of lines) {
          const traced = readTraceLine(line);
          if (traced !== undefined) seen.push(traced);
        }
      }
    },
    trace: (interrupts) =>
      attempt(() => control.write(`${placed.instance}/events/irq/irq_handler_entry/enable`, interrupts ? '1' : '0')),
    close: () => {
      attempt(() => pipe.close());
      takeAway(control, placed);
    },
  };
};

const readSome = (pipe: RecordDevice): Uint8Array => {
  try {
    return pipe.read(readBytes);
  } catch (thrown) {
    if (codeOf(thrown) === 'EAGAIN') return new Uint8Array();
    throw thrown;
  }
};

const takeAway = (control: TraceControl, { instance, probes }: Placed): void => {
  attempt(() => control.write(`${instance}/events/${event}/enable`, '0'));
  attempt(() => control.removeFolder(instance));
  attempt(() => control.write(probes, `-:${event}`));
};

/** What need not succeed. */
const attempt = (act: () => void): void => {
  try {
    act();
  } catch {
    // What is not there need not be taken away; what cannot be set is as it was.
  }
};
