import { setTimeout as wait } from 'node:timers/promises';
import { macText, numbered } from '../../lab/served/adapterSpec.ts';
import { type Says, type ServedSpec, serve } from '../../lab/served/servedAdapter.ts';
import { serveInWorker } from '../../lab/served/workerAdapter.ts';
import { readDurationMs } from '../duration.ts';
import { BadValue, MissingOperand } from '../errors.ts';
import type { ExitCode } from '../exitCode.ts';
import { visible } from '../render/visible.ts';
import type { Shell } from '../shell.ts';
import type { DeviceValues } from './device.ts';
import { readAdapter, readSocketPath } from './readAdapter.ts';
import { toldOf } from './vmTrouble.ts';

const mostAdapters = 64;

const readCount = (text: string): number => {
  const count = /^\d{1,2}$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= mostAdapters) return count;
  throw new BadValue('--count', text, `a number from 1 to ${mostAdapters}`);
};

/** The adapters a command line asks for. */
const readSpecs = (values: DeviceValues): readonly ServedSpec[] => {
  if (values.socket === undefined) throw new MissingOperand('lab device', '--socket PATH');
  const path = readSocketPath(values.socket);
  const count = values.count === undefined ? undefined : readCount(values.count);
  const spec = readAdapter('lab device', values);
  if (count === undefined) return [{ ...spec, socketPath: path }];
  return Array.from({ length: count }, (_, i) => ({
    ...spec,
    ...numbered(spec, i),
    socketPath: `${path}.${i}`,
    ...(spec.pcapPath && { pcapPath: `${spec.pcapPath}.${i}` }),
  }));
};

const forQemu = (path: string): string =>
  `-device '{"driver":"vfio-user-pci","rombar":0,"socket":{"type":"unix","path":${JSON.stringify(path)}}}'`;

const announcement = ({ socketPath, device }: ServedSpec): string =>
  `An ENA, ${macText(device.mac)}, waits at ${socketPath}\n  QEMU ${forQemu(socketPath)}\n`;

const memoryHint =
  '  and its memory shared: -object memory-backend-memfd,id=mem,size=512M,share=on -machine q35,memory-backend=mem\n';

const saysTo = (shell: Shell, name: string): Says => ({
  trace: (line) => shell.out.write(`${name}${visible(line)}\n`),
  trouble: (sentence) => shell.err.write(`ena: ${name}${visible(sentence)}\n`),
  client: (what) => shell.err.write(`${name}${what}\n`),
});

/**
 * `ena lab device`: serves until the user wants an end.
 *
 * @throws BadValue, MissingOperand, VmTrouble
 */
export const runDevice = async (values: DeviceValues, shell: Shell): Promise<ExitCode> => {
  const specs = readSpecs(values);
  const lastsMs = values.for === undefined ? undefined : readDurationMs('--for', values.for);
  const ended = new AbortController();
  const served: { close(): Promise<void>; done: Promise<void> }[] = [];
  try {
    for (const spec of specs) {
      const says = saysTo(shell, specs.length === 1 ? '' : `${spec.socketPath}: `);
      served.push(await (specs.length === 1 ? serve : serveInWorker)(spec, says));
      shell.out.write(announcement(spec));
    }
    shell.out.write(memoryHint);
    const over = lastsMs === undefined ? [] : [wait(lastsMs, undefined, { signal: ended.signal }).catch(() => {})];
    await Promise.race([shell.interrupted(), ...over, ...served.map(({ done }) => done)]);
  } catch (error) {
    throw toldOf(error);
  } finally {
    ended.abort();
    for (const each of served) await each.close();
  }
  return 0;
};
