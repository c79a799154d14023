import type { Place, Sink } from '../observation.ts';
import type { SourceSummary } from '../source.ts';
import { TextReader } from '../textReader.ts';
import type { Ask } from './calls.ts';
import { readConsole } from './consoleOutput.ts';
import { type Dossier, openDossier } from './dossier.ts';
import { codeOf } from './ec2Error.ts';
import { seenOf } from './seenOf.ts';

/** Where what EC2 says of an instance is cited from. */
export const sourceOf = (id: string): string => `ec2:${id}`;

const consoleOf = async (ask: Ask, dossier: Dossier): Promise<{ text?: string; problem?: string }> => {
  try {
    const text = await readConsole(ask, dossier.id, dossier.type?.Hypervisor === 'nitro');
    return text === undefined ? { problem: 'EC2 keeps no console output of it' } : { text };
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    return { problem: `EC2 answered ${code}` };
  }
};

const readText = (source: string, text: string, sink: Sink, now: () => Date): SourceSummary & { kernel?: string } => {
  let kernel: string | undefined;
  const reader = new TextReader(source, now, (seen) => {
    if (seen.kind === 'log' && seen.event === 'kernel-banner') kernel = String(seen.values.version);
    if (seen.kind === 'system') kernel = seen.kernel ?? kernel;
    sink(seen);
  });
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  for (const [i, line] of lines.entries()) reader.read({ text: line, number: i + 1 });
  const { kind, adapterLines } = reader.end();
  return { path: source, kind, lines: lines.length, adapterLines, ...(kernel !== undefined && { kernel }) };
};

/**
 * Observes an instance from outside: what EC2 says of it, and what its console printed, read as any kernel log.
 *
 * @throws Ec2Error when the instance itself cannot be read
 */
export const observeInstance = async (
  ask: Ask,
  id: string,
  sink: Sink,
  now: () => Date,
): Promise<readonly SourceSummary[]> => {
  const dossier = await openDossier(ask, id);
  const printed = await consoleOf(ask, dossier);
  const consoleSource = `${sourceOf(id)}/console`;
  const unread: SourceSummary = { path: consoleSource, kind: 'kernel-log', lines: 0, adapterLines: 0 };
  const { kernel, ...console }: SourceSummary & { kernel?: string } =
    printed.text === undefined
      ? { ...unread, problem: printed.problem ?? 'nothing came' }
      : readText(consoleSource, printed.text, sink, now);
  const seen = seenOf(dossier, kernel);
  sink(seen);
  const place = (text: string): Place => ({ source: sourceOf(id), line: 1, text });
  for (const what of dossier.unseen) sink({ kind: 'unseen', place: place(what), what });
  if (console.problem !== undefined) {
    const what = `Its console could not be read: ${console.problem}.`;
    sink({ kind: 'unseen', place: place(what), what });
  }
  const facts = seen.lines.length;
  return [{ path: sourceOf(id), kind: 'ec2-instance', lines: facts, adapterLines: facts }, console];
};
