import { randomOf } from '../../random.ts';
import type { World } from './world.ts';

const hex = (random: () => number, digits: number): string =>
  Array.from({ length: digits }, () => Math.floor(random() * 16).toString(16)).join('');

const nextRandom = (world: World): (() => number) => {
  world.idsIssued++;
  return randomOf(Math.imul(world.seed, 0x9e37_79b1) + world.idsIssued);
};

/** The next id: `i-0` and sixteen digits, say. */
export const newId = (world: World, prefix: string): string => `${prefix}-0${hex(nextRandom(world), 16)}`;

/** The next MAC address, as EC2 chooses them: administered locally, beginning with 02 or 0e. */
export const newMac = (world: World): string => ['02', ...(hex(nextRandom(world), 10).match(/../g) ?? [])].join(':');

/** The last two numbers of the next address in a network of 65536. */
export const newHostPart = (world: World): string => {
  const random = nextRandom(world);
  return `${1 + Math.floor(random() * 15)}.${4 + Math.floor(random() * 250)}`;
};
