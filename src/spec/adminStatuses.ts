/** What the device says of an admin command, and the error number Linux makes of it. */
export interface AdminStatus {
  readonly number: number;
  readonly name: string;
  /** As the driver's headers call it. */
  readonly driverName: string;
  /** Name of the error number (a row of `errnos`); absent for success. */
  readonly errno?: string;
  readonly meaning: string;
}

/** Any status beyond this table becomes this error number. */
export const unknownStatusErrno = 'EINVAL';

/** The status codes of admin completions. Source: `ena_admin_defs.h`, `ena_com.c`. */
// biome-ignore format: a table
export const adminStatuses: readonly AdminStatus[] = [
  { number: 0, name: 'success', driverName: 'ENA_ADMIN_SUCCESS', meaning: 'The command was carried out.' },
  { number: 1, name: 'resource-allocation-failure', driverName: 'ENA_ADMIN_RESOURCE_ALLOCATION_FAILURE', errno: 'ENOMEM', meaning: 'The device has no room. The only status after which the driver tries again with smaller rings.' },
  { number: 2, name: 'bad-opcode', driverName: 'ENA_ADMIN_BAD_OPCODE', errno: 'EINVAL', meaning: 'The device does not know such a command at all.' },
  { number: 3, name: 'unsupported-opcode', driverName: 'ENA_ADMIN_UNSUPPORTED_OPCODE', errno: 'EOPNOTSUPP', meaning: 'The device does not support this command or feature. Usually harmless. Drivers 1.0.0 to 1.1.x made EPERM of it.' },
  { number: 4, name: 'malformed-request', driverName: 'ENA_ADMIN_MALFORMED_REQUEST', errno: 'EINVAL', meaning: 'The command contradicts itself; the driver built it wrongly.' },
  { number: 5, name: 'illegal-parameter', driverName: 'ENA_ADMIN_ILLEGAL_PARAMETER', errno: 'EINVAL', meaning: 'A value is out of range for this device. The extended status tells which, and no driver reads it.' },
  { number: 6, name: 'unknown-error', driverName: 'ENA_ADMIN_UNKNOWN_ERROR', errno: 'EINVAL', meaning: 'The device failed and has no name for it.' },
  { number: 7, name: 'resource-busy', driverName: 'ENA_ADMIN_RESOURCE_BUSY', errno: 'EAGAIN', meaning: 'The device is busy; the command may be given again. Known to drivers from 2.0.2 on.' },
];
