import type { Adapter } from '../adapter.ts';
import type { Steps } from '../work.ts';
import { destroyAdapter } from './destroyAdapter.ts';
import { restoreAdapter } from './restoreAdapter.ts';
import { tellTrigger } from './tellTrigger.ts';

/** What the driver calls itself behind its banner. */
export const driverName = 'Elastic Network Adapter (ENA)';

const tellOutcome = ({ speech, voice, counters }: Adapter, errno: number): void => {
  const driverInfo = `${driverName} v${voice.driverVersion}`;
  const tells = errno === 0 || voice.does.completesAlways || voice.does.completesWithStatus;
  if (tells) speech.say('resetCompleted', { status: errno, driverInfo });
  if (errno < 0) counters.count('reset_fail');
};

/** The reset that was asked for, from the reason told to the device to traffic as before. Says whether it came to that. */
export function* resetAdapter(adapter: Adapter): Steps<boolean> {
  // Suspending or removing the adapter may have come first.
  if (!adapter.reset.isPending || !adapter.isRegistered) return false;
  if (adapter.voice.does.dumpsInResetWork) tellTrigger(adapter);
  yield* destroyAdapter(adapter, { isGraceful: false });
  const errno = yield* restoreAdapter(adapter);
  tellOutcome(adapter, errno);
  return errno === 0;
}
