import { notificationSyndromes } from '../../spec/wire/aenq.ts';
import type { Adapter } from '../adapter.ts';
import type { Hints } from '../options.ts';
import type { Announcement, EventQueue } from './eventQueue.ts';

/**
 * What the device can tell its driver of itself. Each says whether it was posted: not while no driver listens, for groups
 * that are not enabled, and later where the driver left no room.
 */
export class Announcements {
  readonly #adapter: Adapter;
  readonly #queue: EventQueue;

  constructor(adapter: Adapter, queue: EventQueue) {
    this.#adapter = adapter;
    this.#queue = queue;
  }

  /** The link went up or down. Remembered, and told to each driver when it begins to listen. */
  link(up: boolean): boolean {
    this.#adapter.linkUp = up;
    return this.#post('linkChange', { up: Number(up) });
  }

  /** The link as it is; drivers do not ask. */
  presentLink(): boolean {
    return this.link(this.#adapter.linkUp);
  }

  /** Totals since the reset: a keep-alive, whatever the clock says. */
  keepAlive(): boolean {
    const { rxDrops, txDrops, rxOverruns } = this.#adapter.traffic.statistics();
    return this.#post('keepAlive', { rxDrops, txDrops, rxOverruns });
  }

  warning(syndrome = 0): boolean {
    return this.#post('warning', {}, syndrome);
  }

  fatalError(syndrome = 0): boolean {
    return this.#post('fatalError', {}, syndrome);
  }

  /** A notification without payload, such as the suspend and resume of 1.0.0. */
  notification(syndrome: number): boolean {
    return this.#post('notification', {}, syndrome);
  }

  /** New hints; feature 3 tells them from now on too. */
  hints(hints: Hints): boolean {
    this.#adapter.hints = hints;
    const payload = Object.fromEntries(Object.entries(hints).map(([name, value]) => [name, Number(value)]));
    return this.#post('notification', payload, notificationSyndromes.updateHints);
  }

  refreshCapabilities(): boolean {
    return this.#post('refreshCapabilities', {});
  }

  /** Codes of `subOptimalCodes`, 1 to 53. */
  configuration(codes: readonly number[]): boolean {
    return this.#post('configuration', { codes: codes.reduce((bits, code) => bits + 2 ** (code - 1), 0) });
  }

  /** The device asks to be reset. */
  resetRequest(): boolean {
    return this.#post('deviceRequestReset', {});
  }

  #post(group: Announcement['group'], payload: Announcement['payload'], syndrome = 0): boolean {
    return this.#queue.post({ group, syndrome, payload });
  }
}
