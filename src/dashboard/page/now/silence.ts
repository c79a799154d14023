import type { Heartbeat } from '../../../watch/feed.ts';
import type { AdapterView } from '../../../watch/http/wire.ts';

/** A beat comes every second: with this one is missing, and the next is due. */
const overdueMs = 2500;

/** How long an adapter has been silent, and what its driver makes of it. */
export interface Silence {
  readonly silentMs: number;
  /** Until the driver gives it up; 0 when it should have. */
  readonly leftMs: number;
  readonly tone: 'beating' | 'late' | 'silent';
}

/** The silence since a beat. */
export const silenceOf = ({ lastMs, watchdogMs }: Heartbeat, nowMs: number): Silence => {
  const silentMs = Math.max(0, nowMs - lastMs);
  const leftMs = Math.max(0, watchdogMs - silentMs);
  return { silentMs, leftMs, tone: silentMs < overdueMs ? 'beating' : leftMs > 0 ? 'late' : 'silent' };
};

/** The adapter that has been silent longest, where one is overdue. */
export const overdueOf = (
  adapters: readonly AdapterView[],
  nowMs: number,
): { readonly adapter: AdapterView; readonly silence: Silence } | undefined =>
  adapters
    .flatMap((adapter) =>
      adapter.heartbeat === undefined ? [] : { adapter, silence: silenceOf(adapter.heartbeat, nowMs) },
    )
    .filter(({ silence }) => silence.tone !== 'beating')
    .toSorted((one, other) => other.silence.silentMs - one.silence.silentMs)[0];
