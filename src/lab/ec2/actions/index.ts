import type { Action } from './action.ts';
import { stateActions } from './instances/changeState.ts';
import { consoleActions } from './instances/console.ts';
import { describeInstanceAttribute } from './instances/describeAttribute.ts';
import { describeInstancesActions } from './instances/describeInstances.ts';
import { modifyInstanceAttribute } from './instances/modifyAttribute.ts';
import { runInstances } from './instances/runInstances.ts';
import { statusActions } from './instances/status.ts';

/** Everything the endpoint can be asked. */
export const actions: readonly Action[] = [
  runInstances,
  ...stateActions,
  describeInstanceAttribute,
  modifyInstanceAttribute,
  ...describeInstancesActions,
  ...statusActions,
  ...consoleActions,
];
