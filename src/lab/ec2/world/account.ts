import { regions } from './network.ts';
import { emptyWorld, type World } from './world.ts';

/** All regions of the lab's account. */
export interface Account {
  readonly seed: number;
  readonly worlds: Record<string, World>;
  /** What time it was in the lab when something last changed: an endpoint that goes on from it must not be earlier. */
  lastMs: number;
}

/** The world of a region, made when it is first asked for. Undefined for what is no region. */
export const worldOf = (account: Account, region: string): World | undefined => {
  if (!regions.includes(region)) return undefined;
  account.worlds[region] ??= emptyWorld(region, account.seed);
  return account.worlds[region];
};
