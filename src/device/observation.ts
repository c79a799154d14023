import type { CommandName } from '../spec/wire/admin/commands.ts';
import type { FeatureName } from '../spec/wire/admin/features.ts';
import type { StatisticTypeName } from '../spec/wire/admin/statistics.ts';
import type { EventGroupName } from '../spec/wire/aenq.ts';
import type { Decoded } from '../spec/wire/decode.ts';
import type { hostInfo } from '../spec/wire/hostInfo.ts';
import type { RegisterName } from '../spec/wire/registers.ts';

/** What the guest says of itself. */
export type HostInfo = Decoded<(typeof hostInfo)['fields']>;

/** Why the device stopped listening to a ring until it is placed anew. */
export type RingFault =
  | 'depth is no power of two'
  | 'ring is too deep'
  | 'entries have the wrong size'
  | 'address is odd'
  | 'ring is not in memory'
  | 'doorbell runs ahead of the ring';

/** Something that happened on the control path, as data for traces. */
export type DeviceEvent =
  | { readonly kind: 'power-on' }
  | {
      readonly kind: 'register-write';
      readonly register: RegisterName | undefined;
      readonly offset: number;
      readonly value: number;
    }
  | {
      readonly kind: 'register-read';
      readonly register: RegisterName | undefined;
      readonly offset: number;
      /** Undefined where no answer was given. */
      readonly value: number | undefined;
    }
  | {
      readonly kind: 'command';
      readonly command: CommandName | undefined;
      readonly opcode: number;
      readonly id: number;
      readonly feature: FeatureName | undefined;
      readonly statistic: StatisticTypeName | undefined;
      readonly status: number;
      /** `lost` is never answered, `late` later. */
      readonly answer: 'given' | 'lost' | 'late';
    }
  | { readonly kind: 'reset'; readonly reason: number; readonly followed: boolean }
  | { readonly kind: 'reset-end' }
  | {
      readonly kind: 'queue-created' | 'queue-destroyed';
      readonly queue: 'tx' | 'rx' | 'completion';
      readonly index: number;
    }
  | {
      readonly kind: 'event';
      readonly group: EventGroupName;
      readonly syndrome: number;
      /** `full`: the driver had left no room. `off`: the group is not enabled or no driver listens. */
      readonly outcome: 'posted' | 'waiting' | 'full' | 'off' | 'lost';
    }
  | { readonly kind: 'host'; readonly host: HostInfo }
  | { readonly kind: 'quarantine'; readonly ring: 'admin' | 'admin-completion' | 'event'; readonly fault: RingFault };

export type DeviceListener = (event: DeviceEvent) => void;
