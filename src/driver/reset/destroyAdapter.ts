import type { Adapter } from '../adapter.ts';
import { closeControlPath } from '../control/deviceInit.ts';
import { disableInterrupts } from '../control/interrupts.ts';
import { keepDropTotals } from '../control/keepAlive.ts';
import { resetDevice } from '../control/resetHandshake.ts';
import { writeDebugArea } from '../ethtool/debugText.ts';
import { interfaceDown } from '../queues/bringUp.ts';
import type { Steps } from '../work.ts';

/** Takes the adapter down to nothing, as before probing, but for what the operator chose. */
export function* destroyAdapter(adapter: Adapter, { isGraceful }: { readonly isGraceful: boolean }): Steps<void> {
  const { reset } = adapter;
  if (adapter.admin === undefined) return;
  if (!isGraceful) adapter.admin.isRunning = false;
  const wasUp = adapter.isUp;
  // The device is told the reason before its queues are gone, so that it sees them as they were.
  yield* interfaceDown(adapter);
  const wasReset = wasUp && reset.isPending;
  if (!wasReset) {
    keepDropTotals(adapter);
    if (reset.isPending) writeDebugArea(adapter);
    yield* resetDevice(adapter, reset.reason);
  }
  disableInterrupts(adapter);
  closeControlPath(adapter);
  reset.isPending = false;
  reset.reason = 0;
  adapter.isRunning = false;
}
