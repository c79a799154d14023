import { typeActions } from './account/instanceTypes.ts';
import { interfaceActions } from './account/networkInterfaces.ts';
import { placeActions } from './account/places.ts';
import { tagActions } from './account/tags.ts';
import type { Action } from './action.ts';
import { groupActions } from './autoscaling/standby.ts';
import { stateActions } from './instances/changeState.ts';
import { getConsoleOutput } from './instances/console.ts';
import { describeInstanceAttribute } from './instances/describeAttribute.ts';
import { describeInstances } from './instances/describeInstances.ts';
import { modifyInstanceAttribute } from './instances/modifyAttribute.ts';
import { runInstances } from './instances/runInstances.ts';
import { describeInstanceStatus } from './instances/status.ts';
import { attachmentActions } from './storage/attachments.ts';
import { imageActions } from './storage/images.ts';
import { snapshotActions } from './storage/snapshots.ts';
import { volumeActions } from './storage/volumes.ts';

/** Everything the endpoint can be asked. */
export const actions: readonly Action[] = [
  runInstances,
  describeInstances,
  describeInstanceStatus,
  ...stateActions,
  describeInstanceAttribute,
  modifyInstanceAttribute,
  getConsoleOutput,
  ...imageActions,
  ...volumeActions,
  ...attachmentActions,
  ...snapshotActions,
  ...interfaceActions,
  ...typeActions,
  ...placeActions,
  ...tagActions,
  ...groupActions,
];
