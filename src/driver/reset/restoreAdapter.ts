import type { Adapter } from '../adapter.ts';
import { closeControlPath, initializeDevice } from '../control/deviceInit.ts';
import { Errno } from '../control/errno.ts';
import { disableInterrupts, enableInterrupts } from '../control/interrupts.ts';
import { resetDevice } from '../control/resetHandshake.ts';
import { followLink, interfaceUp } from '../queues/bringUp.ts';
import type { Steps } from '../work.ts';
import { Reason } from './reasons.ts';

const isSameAdapter = ({ device, speech, mtu }: Adapter, mac: Uint8Array): boolean => {
  if (device.mac.some((part, place) => part !== mac[place])) {
    speech.say('macDiffers');
    return false;
  }
  if (device.maxMtu >= mtu) return true;
  speech.say('mtuTooLarge');
  return false;
};

function* restore(adapter: Adapter): Steps<number> {
  const { speech } = adapter;
  const { mac } = adapter.device;
  const initialized = yield* initializeDevice(adapter);
  if (initialized < 0) {
    speech.say('restoreInitFailed');
    return initialized;
  }
  if (!isSameAdapter(adapter, mac)) {
    speech.say('restoreInvalid');
    return Errno.invalid;
  }
  if (!enableInterrupts(adapter)) {
    speech.say('restoreVectorsFailed');
    return Errno.noSpace;
  }
  if (!adapter.isWantedUp) return 0;
  const up = yield* interfaceUp(adapter);
  if (up < 0) speech.say('restoreQueuesFailed');
  return up;
}

/** What a failed restore leaves: a device that was reset, and nothing of the driver's. */
function* giveUp(adapter: Adapter): Steps<void> {
  if (adapter.admin !== undefined) {
    adapter.admin.abort();
    yield* resetDevice(adapter, Reason.driverInvalidState);
    disableInterrupts(adapter);
    closeControlPath(adapter);
  }
  adapter.speech.say('restoreFailed');
}

/** Sets a device that was destroyed up as it was. An error, which is told, leaves the adapter dead: nobody tries again. */
export function* restoreAdapter(adapter: Adapter): Steps<number> {
  adapter.isRestoring = true;
  const errno = yield* restore(adapter);
  adapter.isRestoring = false;
  if (errno < 0) {
    yield* giveUp(adapter);
    return errno;
  }
  adapter.isRunning = true;
  adapter.lastKeepAliveNs = adapter.clock.nowNs();
  // The link was not asked for anew: what it was, it is.
  followLink(adapter);
  return 0;
}
