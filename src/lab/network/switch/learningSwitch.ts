import type { Clock } from '../../../bus/clock.ts';
import { Frame } from '../../../device/dataPath/index.ts';
import { Allowance } from './allowance.ts';
import { MacTable, macAt } from './macTable.ts';

/** What frames for everybody a port may send: a guest that bridges two adapters of one segment would fill it with them. */
const floodsPerSecond = 20_000;
const floodsAtOnce = 2000;
const mostPorts = 64;

const at = { target: 0, source: 6, sizeBytes: 14 } as const;
const isGroup = (bytes: Uint8Array, place: number): boolean => (bytes[place]! & 1) !== 0;

/** 01:80:c2:00:00:0x, which end at the next bridge (IEEE 802.1Q, 8.6.3): pause, spanning tree, LLDP. */
const linkLocal = 0x0180_c200_0000;

/** A cable's end at the switch. */
export interface SwitchPort {
  /** A frame comes from the port. */
  send(frame: Frame): void;
  close(): void;
}

interface Port {
  readonly deliver: (frame: Frame) => void;
  readonly floods: Allowance;
}

/** A switch that learns where addresses are, and sends to all ports but its origin what it does not know. */
export class LearningSwitch {
  /** Frames that no port got, and those that were too many. */
  readonly counts = { discarded: 0, storms: 0 };
  readonly #clock: Clock;
  readonly #table: MacTable<Port>;
  readonly #ports = new Set<Port>();
  readonly #copy = new Frame(0x1_0000 + 64);

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#table = new MacTable(clock);
  }

  get portCount(): number {
    return this.#ports.size;
  }

  /** Undefined where all ports are taken. `deliver` may change the frame, and keeps nothing of it. */
  plugIn(deliver: (frame: Frame) => void): SwitchPort | undefined {
    if (this.#ports.size >= mostPorts) return undefined;
    const port: Port = { deliver, floods: new Allowance(this.#clock, floodsPerSecond, floodsAtOnce) };
    this.#ports.add(port);
    return {
      send: (frame) => this.#forward(frame, port),
      close: () => {
        this.#ports.delete(port);
        this.#table.forget(port);
      },
    };
  }

  #forward(frame: Frame, from: Port): void {
    const { bytes, byte, lengthBytes } = frame;
    if (!this.#ports.has(from) || lengthBytes < at.sizeBytes || isGroup(bytes, byte + at.source)) {
      this.counts.discarded++;
      return;
    }
    this.#table.learn(macAt(bytes, byte + at.source), from);
    const target = macAt(bytes, byte + at.target);
    const to = isGroup(bytes, byte + at.target) ? undefined : this.#table.find(target);
    if (to === from || Math.floor(target / 16) === linkLocal / 16) this.counts.discarded++;
    else if (to !== undefined) to.deliver(frame);
    else if (from.floods.take()) this.#flood(frame, from);
    else this.counts.storms++;
  }

  /** Each port gets its own bytes, for it may change them. */
  #flood(frame: Frame, from: Port): void {
    const copy = this.#copy;
    const { lengthBytes } = frame;
    const whole = frame.bytes.subarray(frame.byte, frame.byte + lengthBytes);
    for (const port of this.#ports) {
      if (port === from) continue;
      copy.bytes.set(whole, 0);
      copy.byte = 0;
      copy.lengthBytes = lengthBytes;
      port.deliver(copy);
    }
  }
}
