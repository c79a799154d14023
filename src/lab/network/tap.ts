import { constants } from 'node:os';
import { getSystemErrorName } from 'node:util';
import type { Alarm } from '../../bus/clock.ts';
import type { NetworkPeer } from '../../device/dataPath/index.ts';
import { openTap, type Tap, TapRefused } from '../../native/tap.ts';
import { type Connection, type Loop, type Network, NetworkUnavailable } from './network.ts';
import { TapReceiver } from './tapReceiver.ts';
import { TapSender } from './tapSender.ts';

/** Packets read in a row before others have their turn. */
const readBudget = 32;
/** Buffers that a packet of 64 KiB may need: most of its 46 segments, and as many again where pages are small. */
const roomForOne = 64;
/** How long a guest that posts no buffers holds the network up. From there on frames are lost, as on real hardware. */
const patienceMs = 50;

const { EPERM, EACCES, EBUSY, ENOENT, ENODEV, EINVAL } = constants.errno;

/** What to do about a refusal, by errno. */
const hints: Readonly<Record<number, string>> = {
  [EPERM]: 'Have it made once by root: ip tuntap add dev NAME mode tap vnet_hdr user USER; then --net tap:NAME.',
  [EACCES]: '/dev/net/tun must be readable and writable to you; --net user needs no rights.',
  [EBUSY]: 'Another program has it: choose another name, or leave the name out.',
  [ENOENT]: 'This kernel has no TUN/TAP: modprobe tun, or --net user.',
  [ENODEV]: 'This kernel has no TUN/TAP: modprobe tun, or --net user.',
  [EINVAL]: 'There is an interface of that name that is no TAP with one queue.',
};

/** The host's own network, by a TAP device; what is behind it is the user's: a bridge, routes, or nothing but the host. */
export class TapNetwork implements Network {
  readonly #name: string | undefined;
  readonly #largeReceive: boolean;
  readonly #open: typeof openTap;

  /** `largeReceive`: packets that the host has not cut up yet reach the guest as they are, which no real ENA does. */
  constructor(name?: string, largeReceive = false, open = openTap) {
    this.#name = name;
    this.#largeReceive = largeReceive;
    this.#open = open;
  }

  async connect(peer: NetworkPeer, loop: Loop): Promise<Connection> {
    const tap = await this.#opened();
    const sender = new TapSender(tap);
    const intake = new TapIntake(tap, new TapReceiver(peer, this.#largeReceive), peer, loop);
    peer.takesOffloads = true;
    peer.transmit = (frame, info) => sender.send(frame, info);
    return {
      place: tap.name,
      close: () => {
        peer.transmit = () => {};
        peer.takesOffloads = false;
        intake.close();
        tap.close();
      },
    };
  }

  async #opened(): Promise<Tap> {
    try {
      return await this.#open(this.#name);
    } catch (thrown) {
      if (!(thrown instanceof TapRefused)) throw thrown;
      const why = getSystemErrorName(-thrown.errno);
      const hint = hints[thrown.errno] ?? '--net user needs no TAP.';
      throw new NetworkUnavailable(`the kernel gives no TAP ${this.#name ?? 'device'} (${why})`, hint, {
        cause: thrown,
      });
    }
  }
}

/**
 * Reads a TAP as long as the guest has buffers. What is not read waits in the host's queue, and TCP there slows down without a
 * loss.
 */
class TapIntake {
  readonly #tap: Tap;
  readonly #peer: NetworkPeer;
  readonly #loop: Loop;
  readonly #receiver: TapReceiver;
  readonly #patience: Alarm;
  /** The guest kept the network waiting for too long; undone when it has room again. */
  #isImpatient = false;
  /** Undefined while the guest has no room. */
  #watch: ReturnType<Loop['watch']> | undefined;

  constructor(tap: Tap, receiver: TapReceiver, peer: NetworkPeer, loop: Loop) {
    this.#tap = tap;
    this.#peer = peer;
    this.#loop = loop;
    this.#receiver = receiver;
    this.#patience = loop.clock.createAlarm(() => {
      this.#isImpatient = true;
      this.#listen();
    });
    peer.onRoom = () => this.#seeRoom();
    this.#listen();
  }

  close(): void {
    this.#peer.onRoom = undefined;
    this.#patience.cancel();
    this.#watch?.close();
    this.#watch = undefined;
  }

  #listen(): void {
    this.#watch ??= this.#loop.watch(this.#tap.descriptor, () => this.#readSome());
  }

  #readSome(): void {
    const { inbox, at } = this.#receiver;
    for (let count = 0; count < readBudget; count++) {
      if (!this.#isImpatient && this.#peer.room() < roomForOne) {
        this.#wait();
        return;
      }
      const lengthBytes = this.#tap.read(inbox.bytes, at);
      // The interface was taken away: there will be nothing more.
      if (lengthBytes < 0) {
        this.close();
        this.#loop.trouble?.(`${this.#tap.name} is gone (${getSystemErrorName(lengthBytes)})`);
      }
      if (lengthBytes <= 0) return;
      this.#receiver.take(lengthBytes);
    }
  }

  #wait(): void {
    this.#watch?.close();
    this.#watch = undefined;
    this.#patience.ringIn(patienceMs * 1e6);
  }

  #seeRoom(): void {
    if ((this.#watch !== undefined && !this.#isImpatient) || this.#peer.room() < roomForOne) return;
    this.#isImpatient = false;
    this.#patience.cancel();
    this.#listen();
  }
}
