import { setTimeout as wait } from 'node:timers/promises';
import { faultKinds } from '../../lab/ec2/faults/kinds.ts';
import { type Ec2, startEc2 } from '../../lab/ec2/startEc2.ts';
import { StateUnusable } from '../../lab/ec2/stateFile.ts';
import { lockState, StateInUse } from '../../lab/ec2/stateLock.ts';
import { storyRows } from '../../lab/ec2/stories/index.ts';
import { readDurationMs } from '../duration.ts';
import { BadValue, UnwritableFile } from '../errors.ts';
import type { ExitCode } from '../exitCode.ts';
import type { Shell } from '../shell.ts';
import type { Ec2Values } from './ec2.ts';
import { hostOptions } from './ec2Hosts.ts';
import { ec2Options } from './ec2Options.ts';

const room = 20;
const row = (name: string, says: string): string => `${name.padEnd(room)}${says}\n`;

const catalogue = (): string =>
  [
    ...storyRows.map(({ name, says }) => row(name, says)),
    '\n',
    ...Object.entries(faultKinds).map(([name, { says }]) => row(name, says)),
  ].join('');

const quoted = (value: string): string => (/^[\w:/.-]+$/.test(value) ? value : `'${value}'`);

/** For a shell to take in, with the instances as comments. */
const announcement = ({ environment, instanceIds }: Ec2): string =>
  [
    ...Object.entries(environment).map(([name, value]) => `export ${name}=${quoted(value)}\n`),
    ...Object.entries(instanceIds).map(([name, id]) => `# ${id}  ${name}\n`),
  ].join('');

const asJson = ({ url, region, environment, instanceIds }: Ec2): string =>
  `${JSON.stringify({ url, region, environment, instanceIds }, undefined, 2)}\n`;

/** Keeps other endpoints away from the state file. Gives what lets go of it. */
const hold = (path: string | undefined): (() => void) => {
  if (path === undefined) return () => {};
  try {
    return lockState(path);
  } catch (error) {
    if (error instanceof StateInUse)
      throw new BadValue('--state', path, `a file that no other endpoint uses; process ${error.pid} does`);
    throw new UnwritableFile(path, (error as Error).message);
  }
};

const start = async (values: Ec2Values, shell: Shell): Promise<Ec2> => {
  try {
    const told = ec2Options(values, shell);
    return await startEc2({ ...(await hostOptions(values, shell)), ...told });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (error instanceof StateUnusable) throw new UnwritableFile(error.path, message);
    if (code === 'EADDRINUSE' || code === 'EACCES')
      throw new BadValue('--port', values.port ?? '', 'a port that is free');
    throw error;
  }
};

/**
 * `ena lab ec2`: serves until the user wants an end.
 *
 * @throws BadValue, UnwritableFile, VmTrouble
 */
export const runEc2 = async (values: Ec2Values, shell: Shell): Promise<ExitCode> => {
  if (values.stories) {
    shell.out.write(catalogue());
    return 0;
  }
  const lastsMs = values.for === undefined ? undefined : readDurationMs('--for', values.for);
  const release = hold(values.state);
  try {
    const ec2 = await start(values, shell);
    shell.out.write(values.json ? asJson(ec2) : announcement(ec2));
    const ended = new AbortController();
    const over = lastsMs === undefined ? [] : [wait(lastsMs, undefined, { signal: ended.signal })];
    await Promise.race([shell.interrupted(), ...over]);
    ended.abort();
    await ec2.close();
    return 0;
  } finally {
    release();
  }
};
