import { resetReasons } from '../../spec/resetReasons.ts';

const numberOf = (name: string): number => {
  const row = resetReasons.find((reason) => reason.name === name);
  if (row === undefined) throw new RangeError(`no reset reason is named ${name}`);
  return row.number;
};

/** Reasons that a driver of Linux gives. */
export const Reason = {
  normal: numberOf('normal'),
  keepAliveTimeout: numberOf('keep-alive-timeout'),
  adminTimeout: numberOf('admin-timeout'),
  missingTxCompletions: numberOf('missing-tx-completions'),
  invalidRxRequestId: numberOf('invalid-rx-request-id'),
  invalidTxRequestId: numberOf('invalid-tx-request-id'),
  tooManyRxDescriptors: numberOf('too-many-rx-descriptors'),
  initError: numberOf('init-error'),
  driverInvalidState: numberOf('driver-invalid-state'),
  stackWatchdog: numberOf('os-netdev-watchdog'),
  shutdown: numberOf('shutdown'),
  missingInterrupt: numberOf('missing-interrupt'),
  pollStarvation: numberOf('suspected-poll-starvation'),
  rxDescriptorMalformed: numberOf('rx-descriptor-malformed'),
  txDescriptorMalformed: numberOf('tx-descriptor-malformed'),
  missingAdminInterrupt: numberOf('missing-admin-interrupt'),
  deviceRequest: numberOf('device-request'),
  missingFirstInterrupt: numberOf('missing-first-interrupt'),
} as const;
