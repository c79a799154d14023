import { adminFaults } from './admin.ts';
import { adminStatusFaults } from './adminStatus.ts';
import { dataPathFaults } from './dataPath.ts';
import { eventFaults } from './events.ts';
import type { Fault } from './fault.ts';
import { guestFaults } from './guest.ts';
import { keepAliveFaults } from './keepAlive.ts';
import { limitFaults } from './limits.ts';
import { none } from './none.ts';
import { refusalFaults } from './refusals.ts';
import { registerFaults } from './registers.ts';

export { none } from './none.ts';

/** The catalogue: all that can go wrong in the lab. */
export const faults: readonly Fault[] = [
  ...keepAliveFaults,
  ...adminFaults,
  ...adminStatusFaults,
  ...registerFaults,
  ...dataPathFaults,
  ...guestFaults,
  ...eventFaults,
  ...refusalFaults,
  ...limitFaults,
];

const byName = new Map([none, ...faults].map((fault) => [fault.name, fault]));

/** A row of the catalogue; `none` is a drill in which nothing goes wrong. */
export const findFault = (name: string): Fault | undefined => byName.get(name);
