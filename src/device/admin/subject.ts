import { type CommandName, commands } from '../../spec/wire/admin/commands.ts';
import { type FeatureName, featureOf } from '../../spec/wire/admin/features.ts';
import { type StatisticTypeName, statisticTypes } from '../../spec/wire/admin/statistics.ts';
import { get } from '../../spec/wire/field.ts';

/** The feature that a command is about; undefined where it is about none that is known. */
export const featureIn = (command: CommandName | undefined, request: Uint32Array): FeatureName | undefined =>
  command === 'getFeature' || command === 'setFeature'
    ? featureOf(get(request, 0, commands[command].request.fields.featureId))
    : undefined;

const statisticNames = new Map(
  Object.entries(statisticTypes).map(([name, { type }]) => [type, name as StatisticTypeName]),
);

/** The kind of statistics that a command asks for. */
export const statisticIn = (command: CommandName | undefined, request: Uint32Array): StatisticTypeName | undefined =>
  command === 'getStats' ? statisticNames.get(get(request, 0, commands.getStats.request.fields.type)) : undefined;
