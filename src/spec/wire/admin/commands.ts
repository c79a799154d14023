import { adminOpcodes } from '../../adminOpcodes.ts';
import { byte, type Layout } from '../field.ts';
import { nothing, type Struct, struct } from '../struct.ts';
import * as queues from './queues.ts';
import { getStatsRequest } from './statistics.ts';

/** A command: what the driver asks and what the device answers, besides what all commands begin with. */
export interface Command<Q extends Layout = Layout, A extends Layout = Layout> {
  readonly opcode: number;
  readonly request: Struct<Q>;
  readonly response: Struct<A>;
}

const command = <const Q extends Layout, const A extends Layout>(
  name: string,
  request: Struct<Q>,
  response: Struct<A>,
): Command<Q, A> => {
  const row = adminOpcodes.find((opcode) => opcode.name === name);
  if (row === undefined) throw new RangeError(`no command is named ${name}`);
  return Object.freeze({ opcode: row.number, request, response });
};

const featureHead = {
  select: byte(16).bits(1, 0, 'One of `featureSelects`; drivers leave it 0'),
  featureId: byte(17).u8('A row of `features`'),
  featureVersion: byte(18).u8('Highest version of the feature the driver knows; since 1.6.0'),
} as const;

/** Which value of a feature is asked for. */
export const featureSelects = { none: 0, current: 1, default: 3 } as const;

/** Word of a set-feature command where the feature begins: layouts of features count from here. */
export const setPayloadWord = 5;

/** All commands, by the names of `adminOpcodes`. Drivers know no others. */
// biome-ignore format: a table
export const commands = {
  createSq: command('create-sq', queues.createSqRequest, queues.createSqResponse),
  destroySq: command('destroy-sq', queues.destroySqRequest, queues.emptyResponse),
  createCq: command('create-cq', queues.createCqRequest, queues.createCqResponse),
  destroyCq: command('destroy-cq', queues.destroyCqRequest, queues.emptyResponse),
  getFeature: command('get-feature', struct('ena_admin_get_feat_cmd', 64, featureHead), nothing),
  setFeature: command('set-feature', struct('ena_admin_set_feat_cmd', 64, featureHead), nothing),
  getStats: command('get-stats', getStatsRequest, nothing),
} as const;

export type CommandName = keyof typeof commands;

const byOpcode = new Map(Object.entries(commands).map(([name, { opcode }]) => [opcode, name as CommandName]));

/** Name of the command of an opcode; undefined where there is none. */
export const commandOf = (opcode: number): CommandName | undefined => byOpcode.get(opcode);
