import { Readiness, readable, writable } from '../../native/readiness.ts';
import { loadSystemCalls, type SystemCalls } from '../../native/systemCalls.ts';
import { UnixListener } from '../../native/unixSocket.ts';
import { bars, identities, msix, vendorId } from '../../spec/wire/pci.ts';
import type { AttachDevice, PciFunction } from '../port.ts';
import { RealClock } from '../realClock.ts';
import { Connection, type Parting, type Patience } from './connection.ts';
import { DmaRequests } from './dmaRequests.ts';
import type { ClientNote } from './ends.ts';
import { FunctionEnds } from './functionEnds.ts';
import type { Message } from './message.ts';
import { type LoopClock, ServingLoop, type Watch } from './servingLoop.ts';
import { Session } from './session.ts';

/** What happens at the socket. */
export type ServerEvent =
  | ClientNote
  | { readonly kind: 'connected' }
  | { readonly kind: 'disconnected'; readonly why: Parting }
  /** A watched descriptor ended; it is not watched any more. */
  | { readonly kind: 'watch-ended'; readonly descriptor: number };

/** How a device is served. */
export interface ServeOptions {
  /** Where the socket is to be; at most 107 bytes. */
  readonly path: string;
  readonly attach: AttachDevice;
  /** What the function says of itself, where that is not the usual: `pciOf(options)`. */
  readonly pci?: Partial<PciFunction>;
  /** Size of BAR2; 0 for a device without. */
  readonly llqBytes?: number;
  readonly clock?: LoopClock;
  readonly onEvent?: (event: ServerEvent) => void;
  /** How to wait for a client in the middle of something: by standing still, unless the client is in this very thread. */
  readonly patience?: Patience;
}

const defaultPci: PciFunction = {
  slot: '0000:00:05.0',
  vendorId,
  deviceId: identities.virtual.deviceId,
  revision: 0,
  vectors: msix.vectors,
  registersAddress: 0,
  registersBytes: bars.registers.sizeBytes,
};

/** A device behind a socket. One client at a time; the next waits until that one is gone. */
export class DeviceServer {
  readonly path: string;
  readonly clock: LoopClock;
  readonly #calls: SystemCalls;
  readonly #listener: UnixListener;
  readonly #loop: ServingLoop;
  readonly #ends: FunctionEnds;
  readonly #patience: Patience;
  readonly #tell: (event: ServerEvent) => void;
  readonly #knock: Watch;
  #connection: Connection | undefined;
  #session: Session | undefined;
  #talk: Watch | undefined;

  /** @throws SystemCallFailed where there can be no socket at the path */
  constructor(calls: SystemCalls, options: ServeOptions) {
    const { path, attach, llqBytes = bars.llq.sizeBytes, onEvent = () => {} } = options;
    const clock = options.clock ?? new RealClock();
    this.path = path;
    this.clock = clock;
    this.#calls = calls;
    this.#tell = onEvent;
    this.#patience = options.patience ?? stillPatience(calls);
    this.#listener = new UnixListener(calls, path);
    this.#loop = new ServingLoop(calls, clock);
    if (clock instanceof RealClock) clock.earlier = () => this.#loop.wake();
    this.#ends = new FunctionEnds({
      calls,
      attach,
      clock,
      pci: { ...defaultPci, ...options.pci },
      llqBytes,
      messages: new DmaRequests(
        () => this.#session?.agreement,
        (bytes, lengthBytes, id) => this.#exchange(bytes, lengthBytes, id),
      ),
      note: onEvent,
    });
    this.#knock = { descriptor: this.#listener.descriptor, events: readable, onReady: () => this.#accept() };
    this.#loop.add(this.#knock);
  }

  /** Whether a client is there. */
  get connected(): boolean {
    return this.#connection !== undefined;
  }

  /**
   * Calls `onReadable` from the loop whenever a descriptor has something to read, until the function that is returned is
   * called. It has to read until nothing is left, without waiting. A descriptor that ends is let go of.
   */
  watch(descriptor: number, onReadable: () => void): () => void {
    const watch: Watch = {
      descriptor,
      events: readable,
      onReady: (ready) => {
        onReadable();
        if ((ready & readable) !== 0) return;
        this.#loop.remove(watch);
        this.#tell({ kind: 'watch-ended', descriptor });
      },
    };
    this.#loop.add(watch);
    return () => this.#loop.remove(watch);
  }

  /** Serves for so long, 0 for what there is to do now. For whoever has a loop of their own. */
  turn(limitMs: number): boolean {
    return this.#loop.turn(limitMs);
  }

  /** Serves until closed. What the device throws is thrown here. */
  run(): Promise<void> {
    return this.#loop.run();
  }

  /** Ends it: the client is cut off, the socket is gone. */
  async close(): Promise<void> {
    await this.#loop.close();
    if (this.#connection !== undefined) this.#part('closed by the server');
    this.#listener.close();
  }

  /** What came while we waited, or that nothing did, is to be seen to, even where an alarm of the device began this. */
  #exchange(bytes: Uint8Array, lengthBytes: number, id: number): Message | undefined {
    const connection = this.#connection;
    if (connection === undefined) return undefined;
    this.#loop.soon(() => {
      if (this.#connection === connection) this.#pump(connection);
    });
    return connection.exchange(bytes, lengthBytes, id);
  }

  #accept(): void {
    const descriptor = this.#listener.accept();
    if (descriptor === undefined) return;
    const connection = new Connection(this.#calls, descriptor, this.#patience, (send) => {
      this.#session = new Session(this.#ends, send);
      return this.#session;
    });
    this.#connection = connection;
    this.#talk = { descriptor, events: readable, onReady: () => this.#pump(connection) };
    this.#loop.add(this.#talk);
    // Whoever else knocks waits in the queue of the socket.
    this.#loop.remove(this.#knock);
    this.#tell({ kind: 'connected' });
  }

  #pump(connection: Connection): void {
    connection.pump();
    if (connection.parting !== undefined) {
      this.#part(connection.parting);
      return;
    }
    const events = connection.isBlocked ? writable : readable;
    if (this.#talk === undefined || this.#talk.events === events) return;
    this.#talk.events = events;
    this.#loop.changed();
  }

  #part(why: Parting): void {
    if (this.#talk !== undefined) this.#loop.remove(this.#talk);
    this.#connection?.close((descriptor) => this.#ends.closeDescriptor(descriptor));
    this.#connection = undefined;
    this.#session = undefined;
    this.#talk = undefined;
    this.#ends.part();
    this.#loop.add(this.#knock);
    this.#tell({ kind: 'disconnected', why });
  }
}

/** Waits with this thread. */
const stillPatience =
  (calls: SystemCalls): Patience =>
  (descriptor, writes, limitMs) =>
    void new Readiness(calls, [{ descriptor, events: writes ? writable | readable : readable }]).wait(limitMs);

/** A device that is served. */
export interface Server {
  readonly path: string;
  readonly connected: boolean;
  /** See `DeviceServer.watch`. */
  watch(descriptor: number, onReadable: () => void): () => void;
  /** Ends when the server is closed; fails where the device threw. */
  readonly done: Promise<void>;
  close(): Promise<void>;
}

/**
 * Serves a device at a UNIX socket, to one client after another, until closed.
 *
 * @throws NativeUnavailable where C cannot be called
 * @throws SystemCallFailed where there can be no socket at the path
 */
export const serveDevice = async (options: ServeOptions): Promise<Server> => {
  const server = new DeviceServer(await loadSystemCalls(), options);
  const done = server.run();
  return {
    path: server.path,
    get connected() {
      return server.connected;
    },
    watch: (descriptor, onReadable) => server.watch(descriptor, onReadable),
    done,
    close: () => server.close(),
  };
};
