import { sentReason } from '../../spec/resetReasons.ts';
import { put, take } from '../../spec/wire/field.ts';
import { Registers, unanswered } from '../../spec/wire/registers.ts';
import type { Adapter } from '../adapter.ts';
import { type Steps, sleep } from '../work.ts';
import { Errno } from './errno.ts';

const { reset, resetReason, resetReasonHigh } = Registers.deviceControl.fields;
const { ready, resetInProgress } = Registers.deviceStatus.fields;
const capabilities = Registers.capabilities.fields;

/** Pauses between looks at the device: from the shortest, doubled, up to the longest. */
export function* pauses([first, longest]: readonly [number, number]): Generator<number, never> {
  for (let us = first; ; us = Math.min(us * 2, longest)) yield us * 1000;
}

/** What `DEV_CTL` is given for a reason. */
const controlWord = ({ voice, device }: Adapter, reason: number): number => {
  if (!voice.does.tellsReason) return put(reset, 1);
  // Versions that know of one nibble only cut the number off, and of 16 nothing is left.
  if (!voice.does.extendedReasons) return (put(reset, 1) | put(resetReason, reason)) >>> 0;
  const sent = sentReason(reason, device.extendedResetReasons);
  return (put(reset, 1) | put(resetReason, sent) | put(resetReasonHigh, sent >>> 4)) >>> 0;
};

/** Waits until the device says that it is, or is not, in a reset. An error below 0 else. */
function* waitForReset(adapter: Adapter, wanted: 0 | 1, timeoutMs: number): Steps<number> {
  const { registers, clock, voice, speech } = adapter;
  const deadlineNs = clock.nowNs() + timeoutMs * 1e6;
  const pause = pauses(voice.limits.pollUs);
  for (;;) {
    const status = yield* registers.read('deviceStatus');
    if (status === unanswered) {
      speech.say('registerUnread', {}, 'wait_for_reset_state');
      return Errno.time;
    }
    if (take(status, resetInProgress) === wanted) return 0;
    if (clock.nowNs() >= deadlineNs) return Errno.time;
    yield* sleep(pause.next().value);
  }
}

/** Resets the device and tells it why. 0, or an error; the lines tell which step it was. */
export function* resetDevice(adapter: Adapter, reason: number): Steps<number> {
  const { registers, port, speech } = adapter;
  const status = yield* registers.read('deviceStatus');
  const caps = yield* registers.read('capabilities');
  if (status === unanswered || caps === unanswered) {
    speech.say('registersUnread');
    return Errno.time;
  }
  if (take(status, ready) === 0) {
    speech.say('notReadyForReset');
    return Errno.invalid;
  }
  const timeoutMs = take(caps, capabilities.resetTimeout) * 100;
  if (timeoutMs === 0) {
    speech.say('resetTimeoutInvalid');
    return Errno.invalid;
  }
  port.write32(Registers.deviceControl.offset, controlWord(adapter, reason));
  registers.announce();
  const on = yield* waitForReset(adapter, 1, timeoutMs);
  if (on < 0) {
    speech.say('resetNotOn');
    return on;
  }
  port.write32(Registers.deviceControl.offset, 0);
  const off = yield* waitForReset(adapter, 0, timeoutMs);
  if (off < 0) {
    speech.say('resetNotOff');
    return off;
  }
  const adminMs = take(caps, capabilities.adminCommandTimeout) * 100;
  adapter.limits.adminCommandMs = adminMs === 0 ? adapter.voice.limits.adminCommandMs : adminMs;
  return 0;
}
