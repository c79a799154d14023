import { adminStatuses } from '../../spec/adminStatuses.ts';

const numberOf = (name: string): number => {
  const row = adminStatuses.find((status) => status.name === name);
  if (row === undefined) throw new RangeError(`no status is named ${name}`);
  return row.number;
};

/** Numbers of `adminStatuses` that the device answers with. */
export const status = {
  success: numberOf('success'),
  noRoom: numberOf('resource-allocation-failure'),
  badOpcode: numberOf('bad-opcode'),
  unsupported: numberOf('unsupported-opcode'),
  malformed: numberOf('malformed-request'),
  illegal: numberOf('illegal-parameter'),
  unknown: numberOf('unknown-error'),
  busy: numberOf('resource-busy'),
} as const;
