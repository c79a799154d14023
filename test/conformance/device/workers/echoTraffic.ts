import { ownMemory } from '../../../../src/bus/memory.ts';
import { type Driver, type ReceivedFrame, TxFrame } from '../../../../src/driver/driver.ts';

/** As many may be on their way: fewer than the device has buffers for, so that none is dropped for want of one. */
const mostOnTheirWay = 200;
const headerBytes = 14;
const lengthOf = (ordinal: number): number => 60 + ((ordinal * 37) % 1400);
const byteOf = (ordinal: number, at: number): number => (ordinal * 31 + at * 7) & 0xff;

/** Numbered frames of different lengths, and whether they come back as they went. */
export class EchoTraffic {
  received = 0;
  corrupted = 0;
  repeated = 0;
  lost = 0;
  timesUp = 0;
  readonly #wanted: number;
  readonly #seen = new Set<number>();
  readonly #frame = new TxFrame().plain();
  readonly #copy = ownMemory(2048);
  #ordinal = 0;
  #onTheirWay = 0;

  constructor(wanted: number) {
    this.#wanted = wanted;
  }

  get isDone(): boolean {
    return this.received >= this.#wanted;
  }

  /** Sends as many as may be under way. Says how many. */
  send(driver: Driver): number {
    const { adapter } = driver;
    const timesUp = adapter.counters.of('interface_up');
    if (timesUp !== this.timesUp) {
      // What was under way when the interface went down does not come any more.
      this.lost += this.#onTheirWay;
      this.#onTheirWay = 0;
      this.timesUp = timesUp;
    }
    let sent = 0;
    while (this.#mayBeSent && this.#sendOne(driver)) sent++;
    return sent;
  }

  readonly receive = (frame: ReceivedFrame): void => {
    const length = frame.copyTo(this.#copy, 0);
    const ordinal = new DataView(this.#copy.bytes.buffer).getUint32(headerBytes);
    this.#onTheirWay--;
    this.received++;
    if (this.#seen.has(ordinal)) this.repeated++;
    this.#seen.add(ordinal);
    if (!this.#isWhole(ordinal, length)) this.corrupted++;
  };

  get #mayBeSent(): boolean {
    return this.#onTheirWay < mostOnTheirWay && this.received + this.#onTheirWay < this.#wanted;
  }

  #sendOne(driver: Driver): boolean {
    const frame = this.#frame;
    const { bytes } = frame.memory;
    const ordinal = this.#ordinal;
    frame.queue = ordinal % Math.max(1, driver.adapter.queues.length);
    if (driver.isStopped(frame.queue)) return false;
    frame.lengthBytes = lengthOf(ordinal);
    bytes.set(driver.adapter.device.mac);
    bytes.set([2, 0, 0, 0, 0, 1, 0x88, 0xb5], 6);
    new DataView(bytes.buffer).setUint32(headerBytes, ordinal);
    for (let at = headerBytes + 4; at < frame.lengthBytes; at++) bytes[at] = byteOf(ordinal, at);
    if (driver.transmit(frame) !== 'sent') return false;
    this.#ordinal++;
    this.#onTheirWay++;
    return true;
  }

  #isWhole(ordinal: number, length: number): boolean {
    const { bytes } = this.#copy;
    if (ordinal >= this.#ordinal || length !== lengthOf(ordinal)) return false;
    for (let at = headerBytes + 4; at < length; at++) if (bytes[at] !== byteOf(ordinal, at)) return false;
    return true;
  }
}
