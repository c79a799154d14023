import type { Adapter } from './adapter.ts';
import type { AdminQueue } from './admin/adminQueue.ts';
import type { DeviceControl } from './deviceControl.ts';
import type { EventQueue } from './events/eventQueue.ts';
import type { KeepAlive } from './events/keepAlive.ts';
import type { RegisterReads } from './registerReads.ts';

/** What registers lead to. */
export interface Parts {
  readonly adapter: Adapter;
  readonly control: DeviceControl;
  readonly admin: AdminQueue;
  readonly events: EventQueue;
  readonly keepAlive: KeepAlive;
  readonly reads: RegisterReads;
}
