/** A command of the admin queue. */
export interface AdminOpcode {
  readonly number: number;
  readonly name: string;
  /** As the driver's headers call it. */
  readonly driverName: string;
  readonly meaning: string;
}

/** The opcodes; unchanged since the first driver. Source: `ena_admin_defs.h`. */
// biome-ignore format: a table
export const adminOpcodes: readonly AdminOpcode[] = [
  { number: 1, name: 'create-sq', driverName: 'ENA_ADMIN_CREATE_SQ', meaning: 'Creates a submission queue: the ring by which the driver hands packets or empty buffers to the device. Sent at interface up.' },
  { number: 2, name: 'destroy-sq', driverName: 'ENA_ADMIN_DESTROY_SQ', meaning: 'Removes a submission queue. Sent at interface down; fails silently while the admin queue is stopped.' },
  { number: 3, name: 'create-cq', driverName: 'ENA_ADMIN_CREATE_CQ', meaning: 'Creates a completion queue: the ring by which the device reports work done. Sent at interface up, before its submission queue.' },
  { number: 4, name: 'destroy-cq', driverName: 'ENA_ADMIN_DESTROY_CQ', meaning: 'Removes a completion queue. Sent at interface down; fails silently while the admin queue is stopped.' },
  { number: 8, name: 'get-feature', driverName: 'ENA_ADMIN_GET_FEATURE', meaning: 'Asks what the device can do, or how a feature is set. Most of probing consists of these.' },
  { number: 9, name: 'set-feature', driverName: 'ENA_ADMIN_SET_FEATURE', meaning: 'Sets a feature: MTU, RSS, event groups, host attributes. Refused with status 3 where the device lacks it.' },
  { number: 11, name: 'get-stats', driverName: 'ENA_ADMIN_GET_STATS', meaning: 'Reads counters the device keeps: allowances, ENA Express, on FreeBSD traffic. Sent when somebody asks for statistics.' },
];
