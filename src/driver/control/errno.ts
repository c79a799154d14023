import { adminStatuses, unknownStatusErrno } from '../../spec/adminStatuses.ts';
import { errnos } from '../../spec/errnos.ts';

const numbers = new Map(errnos.map(({ name, number }) => [name, -number]));

const named = (name: string): number => {
  const number = numbers.get(name);
  if (number === undefined) throw new RangeError(`no error is named ${name}`);
  return number;
};

/** Errors as functions of a kernel return them: below 0. */
export const Errno = {
  permission: named('EPERM'),
  again: named('EAGAIN'),
  noMemory: named('ENOMEM'),
  fault: named('EFAULT'),
  noDevice: named('ENODEV'),
  invalid: named('EINVAL'),
  noSpace: named('ENOSPC'),
  time: named('ETIME'),
  notSupported: named('EOPNOTSUPP'),
  probeDefer: named('EPROBE_DEFER'),
} as const;

const byStatus = new Map(adminStatuses.map(({ number, errno }) => [number, errno === undefined ? 0 : named(errno)]));

/** What Linux makes of the status of an admin command: 0 for success. */
export const errnoOfStatus = (status: number): number => byStatus.get(status) ?? named(unknownStatusErrno);
