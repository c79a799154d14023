import type { CommandName } from '../../spec/wire/admin/commands.ts';
import type { Adapter } from '../adapter.ts';
import type { Call } from './call.ts';
import { getFeature, setFeature } from './features/index.ts';
import { createCq, createSq, destroyCq, destroySq } from './queueCommands.ts';
import { getStatistics } from './statistics.ts';
import { status } from './status.ts';

/** Carries a command out, fills in the answer beyond its head, and gives the status. */
export type Execute = (adapter: Adapter, call: Call) => number;

const table: Readonly<Record<CommandName, Execute>> = {
  createSq,
  destroySq,
  createCq,
  destroyCq,
  getFeature,
  setFeature,
  getStats: getStatistics,
};

/** Carries out the command in `call`. */
export const execute = (adapter: Adapter, call: Call, command: CommandName | undefined): number =>
  command === undefined ? status.unsupported : table[command](adapter, call);
