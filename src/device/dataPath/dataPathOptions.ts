import type { DeviceOptions } from '../options.ts';
import type { QueueFault } from './submissionQueue.ts';

/** What the data path needs to know of the adapter. */
export type DataPathOptions = Pick<
  DeviceOptions,
  'queues' | 'llq' | 'offloads' | 'maxMtu' | 'moderationResolutionUs' | 'bulkDelayUs' | 'express' | 'hardwareClock'
>;

/** A queue that the device reads no more, and why. */
export interface Quarantine {
  readonly direction: 'tx' | 'rx';
  readonly index: number;
  readonly fault: QueueFault;
}
