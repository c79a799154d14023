import type { WatchedHost } from '../feed.ts';
import type { Told } from '../happening.ts';
import { happeningText } from './happeningText.ts';

/** A happening for programs: JSON lines and webhooks carry it. */
export interface HappeningDocument {
  readonly schema: 'enakit/happening/1';
  /** Host, boot and number: the same for each attempt to deliver it, and for no other happening. */
  readonly id: string;
  /** ISO 8601. */
  readonly time: string;
  readonly host: WatchedHost;
  readonly severity: string;
  readonly sentence: string;
  readonly happening: Told;
}

export const happeningDocument = (host: WatchedHost, told: Told): HappeningDocument => {
  const { severity, sentence } = happeningText(told);
  return {
    schema: 'enakit/happening/1',
    id: `${host.hostname ?? 'host'}/${host.bootId ?? 'boot'}/${told.seq}`,
    time: new Date(told.atMs).toISOString(),
    host,
    severity,
    sentence,
    happening: told,
  };
};
