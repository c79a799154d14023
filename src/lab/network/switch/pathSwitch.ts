import { lstatSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { Alarm } from '../../../bus/clock.ts';
import type { Frame, NetworkPeer } from '../../../device/dataPath/index.ts';
import { FrameStream } from '../frameStream.ts';
import { type Connection, type Loop, type Network, NetworkUnavailable } from '../network.ts';
import { LearningSwitch, type SwitchPort } from './learningSwitch.ts';

/** How long to wait before the next attempt, when the host of the switch went away. */
const retryMs = 50;
const mostAttempts = 20;

/** What is behind the path: a switch of our own, or that of another process. */
interface Link {
  send(frame: Frame): void;
  close(): void;
}

/**
 * A segment that processes share, by a socket in the file system. Who comes first hosts the switch; when it goes, one of the
 * others does. QEMU's own adapters may join by `-netdev stream,server=off,addr.type=unix,addr.path=PATH`.
 */
export class PathSwitchNetwork implements Network {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  async connect(peer: NetworkPeer, loop: Loop): Promise<Connection> {
    const membership = new Membership(this.#path, peer, loop);
    await membership.join();
    return { place: `switch at ${this.#path}`, close: () => membership.close() };
  }
}

class Membership {
  readonly #path: string;
  readonly #peer: NetworkPeer;
  readonly #loop: Loop;
  readonly #again: Alarm;
  #link: Link | undefined;
  #isClosed = false;

  constructor(path: string, peer: NetworkPeer, loop: Loop) {
    this.#path = path;
    this.#peer = peer;
    this.#loop = loop;
    this.#again = loop.clock.createAlarm(() => this.#rejoin());
    peer.transmit = (frame) => this.#link?.send(frame);
  }

  /** Joins the switch that is there, or hosts one. Others may do the same at this moment, so it may take some attempts. */
  async join(): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        const link = (await this.#visit()) ?? (await this.#host());
        if (this.#isClosed) link?.close();
        else this.#link = link;
        if (link !== undefined) return;
      } catch (thrown) {
        throw this.#unavailable((thrown as NodeJS.ErrnoException).code ?? String(thrown), thrown);
      }
      if (attempt === mostAttempts) throw this.#unavailable('others come and go', undefined);
    }
  }

  close(): void {
    this.#isClosed = true;
    this.#peer.transmit = () => {};
    this.#again.cancel();
    this.#link?.close();
  }

  /** Undefined where nobody listens. */
  async #visit(): Promise<Link | undefined> {
    const socket = await connected(this.#path);
    if (socket === undefined) return undefined;
    const bringIn = (frame: Frame): void => void this.#peer.receive(frame);
    return new FrameStream(socket, bringIn, () => this.#loseHost());
  }

  /** Undefined where another was quicker. */
  async #host(): Promise<Link | undefined> {
    const hub = new LearningSwitch(this.#loop.clock);
    const streams = new Set<FrameStream>();
    const server = createServer((socket) => admit(hub, streams, socket));
    if (!(await listening(server, this.#path))) return undefined;
    const port = hub.plugIn((frame) => {
      this.#peer.receive(frame);
    })!;
    return {
      send: (frame) => port.send(frame),
      close: () => {
        server.close();
        for (const stream of streams) stream.close();
      },
    };
  }

  #loseHost(): void {
    if (this.#isClosed) return;
    this.#link = undefined;
    this.#again.ringIn(retryMs * 1e6);
  }

  #rejoin(): void {
    // Where it cannot be joined for good, later attempts cost little and may succeed.
    this.join().catch(() => this.#loseHost());
  }

  #unavailable(why: string, cause: unknown): NetworkUnavailable {
    const hint = 'The path must be one where a socket can be made; an old file there that is no socket must go.';
    return new NetworkUnavailable(`no switch at ${this.#path} (${why})`, hint, { cause });
  }
}

const admit = (hub: LearningSwitch, streams: Set<FrameStream>, socket: Socket): void => {
  let port: SwitchPort | undefined;
  const end = (): void => {
    port?.close();
    streams.delete(stream);
  };
  const stream = new FrameStream(socket, (frame) => port?.send(frame), end);
  streams.add(stream);
  port = hub.plugIn((frame) => stream.send(frame));
  if (port === undefined) stream.close();
};

/** Undefined where nobody listens; a socket that was left behind there is taken away. */
const connected = (path: string): Promise<Socket | undefined> =>
  new Promise((resolve, reject) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.removeAllListeners('error');
      resolve(socket);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      const isLeftBehind = error.code === 'ECONNREFUSED' && isSocket(path);
      if (isLeftBehind) rmSync(path, { force: true });
      if (isLeftBehind || error.code === 'ENOENT') resolve(undefined);
      else reject(error);
    });
  });

/** Nobody listens at a file of another kind either, but that is somebody's, and stays. */
const isSocket = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false })?.isSocket() ?? true;

const listening = (server: Server, path: string): Promise<boolean> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
    );
    server.listen(path, () => resolve(true));
  });
