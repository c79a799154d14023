import type { Fault } from './fault.ts';
import { keepAliveFaults } from './keepAlive.ts';
import { none } from './none.ts';

export { none } from './none.ts';

/** The catalogue: all that can go wrong in the lab. */
export const faults: readonly Fault[] = [...keepAliveFaults];

const byName = new Map([none, ...faults].map((fault) => [fault.name, fault]));

/** A row of the catalogue; `none` is a drill in which nothing goes wrong. */
export const findFault = (name: string): Fault | undefined => byName.get(name);
