import type { Clock } from '../../bus/clock.ts';
import type { NetworkPeer } from '../../device/dataPath/index.ts';

/** What serves a device, as far as a network needs it. */
export interface Loop {
  readonly clock: Clock;
  /** Calls `onReadable` whenever there is something to read, again as long as there is. It reads a bounded share each time. */
  watch(descriptor: number, onReadable: () => void): { close(): void };
  /** Told, in a sentence without its stop, what went wrong with a network after it was connected. */
  readonly trouble?: (sentence: string) => void;
}

/** A device that is plugged in. */
export interface Connection {
  /** Where the cable leads, as the user would say it: `tap0`. */
  readonly place: string;
  /** Unplugs it. What belongs to the connection alone goes away: interfaces, children, sockets. */
  close(): void;
}

/** Something a device can be plugged into. */
export interface Network {
  /** @throws NetworkUnavailable */
  connect(peer: NetworkPeer, loop: Loop): Promise<Connection>;
}

/** This machine cannot offer the network. The message is a sentence without its stop, the hint tells what to do about it. */
export class NetworkUnavailable extends Error {
  readonly hint: string;

  constructor(sentence: string, hint: string, options?: ErrorOptions) {
    super(sentence, options);
    this.name = 'NetworkUnavailable';
    this.hint = hint;
  }
}
