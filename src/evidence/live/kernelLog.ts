import type { Observation } from '../observation.ts';
import type { SourceSummary } from '../source.ts';
import { codeOf, type ProgramOutput } from './host.ts';
import { kernelDevice, readRing } from './kernelRing.ts';
import { blind, type Look, readText, readThrough, summaryOf } from './look.ts';

interface LogProgram {
  readonly program: string;
  readonly args: readonly string[];
}

/** The journal keeps what the kernel's buffer has lost. The newest lines of a boot: a year of them may be there. */
const journal: LogProgram = {
  program: 'journalctl',
  args: ['-k', '-b', '--no-pager', '-o', 'short-monotonic', '--lines=200000'],
};
const dmesg: LogProgram = { program: 'dmesg', args: [] };
const bounds = { timeoutMs: 10_000, stdoutBytes: 64 * 1024 * 1024 };

interface ProgramLog {
  readonly source: string;
  readonly output: ProgramOutput;
  readonly beginSeconds: number;
}

/**
 * Reads the kernel log of this boot from the best place that may be read: the kernel's buffer, or the journal where it
 * reaches further back, or dmesg. Tells what could not be seen. Never rejects.
 */
export const readKernelLog = async (look: Look): Promise<readonly SourceSummary[]> => {
  const amend = await wallTimes(look);
  const ring = readRing(look.host);
  if ('refusal' in ring) {
    const refused = [`${kernelDevice}: ${ring.refusal}`];
    for (const each of [journal, dmesg]) {
      const log = await runFor(look, each);
      if (typeof log === 'object') return [readOutput(look, log, amend)];
      refused.push(log);
    }
    return [await unseen(look, refused)];
  }
  if (ring.firstSequence > 0) {
    const log = await runFor(look, journal);
    const isWhole = typeof log === 'object' && log.output.exitCode === 0;
    if (isWhole && log.beginSeconds < ring.beginSeconds) return [readOutput(look, log, amend)];
    const begin = `${Math.floor(ring.beginSeconds)} s after boot`;
    blind(
      look,
      kernelDevice,
      `The kernel log begins ${begin}: older lines were overwritten, and the journal has none; look for them where logs are sent to (/var/log, CloudWatch Logs).`,
    );
  }
  if (ring.cut !== undefined) blind(look, kernelDevice, `The kernel log is not complete: ${ring.cut}; run ena again.`);
  return [readThrough(look, kernelDevice, ring.records, amend)];
};

/** What the program printed of the log, or why it did not, as `dmesg: …`. */
const runFor = async (look: Look, { program, args }: LogProgram): Promise<ProgramLog | string> => {
  try {
    const output = await look.host.run(program, args, bounds);
    const head = Buffer.from(output.stdout.subarray(0, 64 * 1024)).toString('utf8');
    const begin = /^\[ *(\d{1,12})\.\d{1,9}\]/m.exec(head)?.[1];
    if (begin !== undefined) return { source: [program, ...args].join(' '), output, beginSeconds: Number(begin) };
    const complaint = output.stderr.trim().split('\n', 1)[0]?.replace(`${program}: `, '');
    return `${program}: ${complaint || 'no entries'}`;
  } catch (thrown) {
    return `${program}: ${codeOf(thrown)}`;
  }
};

const readOutput = (look: Look, { source, output }: ProgramLog, amend: (seen: Observation) => Observation) => {
  if (output.exitCode === undefined)
    blind(
      look,
      source,
      `\`${source}\` printed too much or too slowly; the newest lines of the kernel log are missing.`,
    );
  return readThrough(look, source, output.stdout, amend);
};

const unseen = async (look: Look, refused: readonly string[]): Promise<SourceSummary> => {
  const restricted = (await readText(look.host, '/proc/sys/kernel/dmesg_restrict'))?.trim() === '1';
  const why = `${refused.join('; ')}${restricted ? '; kernel.dmesg_restrict is 1' : ''}`;
  const what = `The kernel log was not seen (${why}): resets and their causes stand there. Run \`sudo ena doctor\`.`;
  blind(look, kernelDevice, what);
  return { ...summaryOf(kernelDevice, 'kernel-log', 0), problem: what };
};

/** The kernel counts from boot; people and counters have wall time. As exact as `dmesg -T`: the two clocks drift. */
const wallTimes = async (look: Look): Promise<(seen: Observation) => Observation> => {
  const uptimeSeconds = Number.parseFloat((await readText(look.host, '/proc/uptime')) ?? '');
  if (!Number.isFinite(uptimeSeconds)) return (seen) => seen;
  const bootMs = look.now().getTime() - uptimeSeconds * 1000;
  return (seen) => {
    if (seen.kind !== 'log' || seen.when.uptimeUs === undefined || seen.when.wallMs !== undefined) return seen;
    return { ...seen, when: { ...seen.when, wallMs: Math.round(bootMs + seen.when.uptimeUs / 1000) } };
  };
};
