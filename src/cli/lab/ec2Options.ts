import { runningClock } from '../../lab/ec2/clock.ts';
import { readCallFault } from '../../lab/ec2/faults/readCallFault.ts';
import type { Ec2Options } from '../../lab/ec2/startEc2.ts';
import { StateFile, StateUnusable } from '../../lab/ec2/stateFile.ts';
import { type StoryName, stories } from '../../lab/ec2/stories/index.ts';
import { regions } from '../../lab/ec2/world/network.ts';
import { readDurationMs } from '../duration.ts';
import { BadValue } from '../errors.ts';
import { nearest } from '../nearest.ts';
import type { Shell } from '../shell.ts';
import type { Ec2Values } from './ec2.ts';

const wholeOf = (option: string, text: string, least: number, most: number): number => {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new BadValue(option, text, `a number from ${least} to ${most}`);
};

const storyOf = (name: string): StoryName => {
  const story = stories.find((known) => known === name);
  if (story !== undefined) return story;
  const near = nearest(name, stories);
  throw new BadValue('--world', name, near === undefined ? 'stories that --stories lists' : `a story such as ${near}`);
};

const presetOf = (words: string): readonly StoryName[] =>
  words === 'all' ? stories : words === 'none' ? [] : words.split(',').map(storyOf);

const regionOf = (name: string): string => {
  if (regions.includes(name)) return name;
  throw new BadValue('--region', name, `a region such as ${nearest(name, regions) ?? regions[0]}`);
};

const faultOf = (text: string) => {
  const fault = readCallFault(text);
  if (fault !== undefined) return fault;
  throw new BadValue('--faults', text, 'faults such as throttle or lose@StopInstances*1; --stories lists them');
};

/** What a state file has to say, and who keeps it. */
const stateOf = (path: string): Pick<Ec2Options, 'account' | 'save'> => {
  const file = new StateFile(path);
  try {
    const account = file.load();
    return { save: file.save, ...(account && { account }) };
  } catch (error) {
    if (error instanceof StateUnusable)
      throw new BadValue('--state', path, `a file of an earlier run: ${error.message}`);
    throw error;
  }
};

/**
 * What a command line asks for.
 *
 * @throws BadValue
 */
export const ec2Options = (values: Ec2Values, shell: Pick<Shell, 'now'>): Ec2Options => {
  const state = values.state === undefined ? {} : stateOf(values.state);
  const speed = values.speed === undefined ? 1 : wholeOf('--speed', values.speed, 1, 10_000);
  const startMs = Math.max(shell.now().getTime(), state.account?.lastMs ?? 0);
  return {
    ...state,
    clock: runningClock(speed, startMs, () => performance.now()),
    ...(values.port !== undefined && { port: wholeOf('--port', values.port, 0, 65_535) }),
    ...(values.region !== undefined && { region: regionOf(values.region) }),
    ...(values.seed !== undefined && { seed: wholeOf('--seed', values.seed, 0, 999_999_999) }),
    ...(values.world !== undefined && { preset: presetOf(values.world) }),
    ...(values.faults !== undefined && { faults: values.faults.split(',').map(faultOf) }),
    ...(values.lag !== undefined && { lagMs: readDurationMs('--lag', values.lag) }),
  };
};
