import { byte } from './field.ts';
import { struct } from './struct.ts';

/** Time-outs and limits the device would like: answer of feature 3 and payload of a notification. 0 keeps the driver's. */
export const hints = struct('ena_admin_ena_hw_hints', 32, {
  registerReadTimeoutMs: byte(0).u16('ms'),
  watchdogTimeoutMs: byte(2).u16('ms without keep-alive until the reset; `noTimeout` switches the watchdog off'),
  missingTxCompletionTimeoutMs: byte(4).u16('ms; `noTimeout` switches the check off'),
  missedTxCompletionThreshold: byte(6).u16('Overdue packets of a queue that lead to the reset'),
  adminCompletionTimeoutMs: byte(8).u16('ms'),
  stackWatchdogTimeoutMs: byte(10).u16('ms'),
  maxTxBuffers: byte(12).u16('Not applied by Linux'),
  maxRxBuffers: byte(14).u16('Not applied by Linux'),
});

/** The value of a time-out that never ends. */
export const noTimeout = 0xffff;
