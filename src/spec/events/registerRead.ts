import type { EventText } from './event.ts';

export const registerReadEvents = {
  'register-read-timeout': {
    judgement: 'warn',
    title: 'A register read got no answer in time',
    meaning:
      'The device did not write the register into memory within the limit. When the actual id is the expected one plus 57005, it wrote nothing at all.',
    cause: 'A busy device, one that does not answer, or a driver that does not fit the kernel.',
    action:
      'A single one is harmless: the driver tries again. A sequence, or one with a failing probe or reset, is a fault of device or driver.',
  },
  'register-read-failed': {
    judgement: 'error',
    title: 'A step stops for an unreadable register',
    meaning: 'The driver needed this register to go on, and its read had timed out.',
    cause: 'The device does not answer register reads.',
    action: 'If the probe or reset failed of it, stop and start the instance, and open a support case if it recurs.',
  },
  'register-read-wrong-offset': {
    judgement: 'error',
    title: 'The device answered for another register',
    meaning: 'The answer carries another offset than the one asked for.',
    cause: 'The device breaks the protocol.',
    action: 'On EC2, open a support case. In an emulator, check how answers are written.',
  },
  'register-value-invalid': {
    judgement: 'error',
    title: 'A register holds an impossible value',
    meaning: 'The address width is outside 32 to 48 bits, or the reset timeout is zero. The probe fails.',
    cause: 'A device that did not answer properly, or one that announces what the driver cannot use.',
    action: 'Look for register read timeouts before it. Upgrade an old driver.',
  },
  'device-not-ready': {
    judgement: 'error',
    title: 'The device is not ready',
    meaning: 'The ready bit is off where the driver needs it, so it neither resets nor sets up the device.',
    cause: 'A reset that did not finish, or a device in trouble.',
    action: 'If it stays, stop and start the instance; open a support case if it recurs.',
  },
  'reset-indication-stuck': {
    judgement: 'error',
    title: 'The device does not follow the reset handshake',
    meaning: 'The bit that shows a reset under way did not come on, or did not go off, in time.',
    cause: 'The device does not react to its control register.',
    action: 'If it stays, stop and start the instance; open a support case if it recurs.',
  },
} satisfies Record<string, EventText>;
