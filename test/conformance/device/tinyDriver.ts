import type { DmaBlock } from '../../../src/bus/port.ts';
import type { Rig } from './rig.ts';

/**
 * A driver of a few lines that knows the device by numbers alone, typed from the drivers' headers. It shares nothing with
 * the device under test: what both have wrong it would not find.
 */

/** Offsets in BAR0. */
// biome-ignore format: a table
export const R = {
  VERSION: 0x00, CONTROLLER_VERSION: 0x04, CAPS: 0x08, AQ_BASE_LO: 0x10, AQ_BASE_HI: 0x14, AQ_CAPS: 0x18, ACQ_BASE_LO: 0x20, ACQ_BASE_HI: 0x24,
  ACQ_CAPS: 0x28, AQ_DB: 0x2c, AENQ_CAPS: 0x34, AENQ_BASE_LO: 0x38, AENQ_BASE_HI: 0x3c, AENQ_HEAD_DB: 0x40, INTR_MASK: 0x4c, DEV_CTL: 0x54,
  DEV_STS: 0x58, MMIO_REG_READ: 0x5c, MMIO_RESP_LO: 0x60, MMIO_RESP_HI: 0x64, PHC_DB: 0x100,
} as const;

export const viewOf = ({ bytes, byte, sizeBytes }: DmaBlock): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset + byte, sizeBytes);

/** What came back: the status and the answer's 64 bytes. */
export interface Answer {
  readonly status: number;
  readonly view: DataView;
}

export interface SeenEvent {
  readonly group: number;
  readonly syndrome: number;
  /** From offset 16 of the entry. */
  readonly payload: DataView;
}

const high = (address: number): number => Math.floor(address / 2 ** 32);
const patienceMs = 1000;

export class TinyDriver {
  readonly rig: Rig;
  readonly page: DmaBlock;
  /** Interrupts of vector 0 so far. */
  interrupts = 0;
  readonly #response: number;
  readonly #answers: DataView;
  readonly #aq: DataView;
  readonly #acq: DataView;
  readonly #aenq: DataView;
  #readId = 0;
  readonly #rings: DmaBlock;
  #tail = 0;
  #head = 0;
  #eventHead = 0;

  constructor(rig: Rig) {
    this.rig = rig;
    const response = rig.port.allocate(8)!;
    this.#answers = viewOf(response);
    this.#response = response.address;
    this.page = rig.port.allocate(4096)!;
    this.#rings = rig.port.allocate(8192)!;
    const rings = viewOf(this.#rings);
    this.#aq = new DataView(rings.buffer, rings.byteOffset, 2048);
    this.#acq = new DataView(rings.buffer, rings.byteOffset + 2048, 2048);
    this.#aenq = new DataView(rings.buffer, rings.byteOffset + 4096, 1024);
  }

  write(offset: number, value: number): void {
    this.rig.port.write32(offset, value >>> 0);
  }

  giveResponseAddress(): void {
    this.write(R.MMIO_RESP_LO, this.#response % 2 ** 32);
    this.write(R.MMIO_RESP_HI, high(this.#response));
  }

  /** By request; undefined without answer. */
  async read(offset: number, limitMs = 200): Promise<number | undefined> {
    this.#readId = (this.#readId + 1) & 0xffff;
    const id = this.#readId;
    this.#answers.setUint16(0, (id + 0xdead) & 0xffff, true);
    this.write(R.MMIO_REG_READ, offset * 2 ** 16 + id);
    const came = await this.rig.until(() => this.#answers.getUint16(0, true) === id, limitMs);
    if (!came || this.#answers.getUint16(2, true) !== offset) return undefined;
    return this.#answers.getUint32(4, true);
  }

  async #untilStatus(mask: number, wanted: number): Promise<boolean> {
    for (let tries = 0; tries < 400; tries++) {
      const status = await this.read(R.DEV_STS);
      if (status !== undefined && (status & mask) === wanted) return true;
      await this.rig.until(() => false, 5);
    }
    return false;
  }

  /** The handshake; says whether each of its steps was seen. */
  async reset(reason = 0): Promise<boolean> {
    this.write(R.DEV_CTL, 1 + (reason & 15) * 2 ** 28 + (reason >> 4) * 2 ** 24);
    this.giveResponseAddress();
    if (!(await this.#untilStatus(0x8, 0x8))) return false;
    this.write(R.DEV_CTL, 0);
    return this.#untilStatus(0x9, 0x1);
  }

  /** Admin queue of 32, event queue of 16; polling. */
  openAdmin(): void {
    const base = this.#rings.address;
    const { bytes, byte, sizeBytes } = this.#rings;
    bytes.fill(0, byte, byte + sizeBytes);
    this.write(R.AQ_BASE_LO, base % 2 ** 32);
    this.write(R.AQ_BASE_HI, high(base));
    this.write(R.ACQ_BASE_LO, (base + 2048) % 2 ** 32);
    this.write(R.ACQ_BASE_HI, high(base + 2048));
    this.write(R.AQ_CAPS, 0x0040_0020);
    this.write(R.ACQ_CAPS, 0x0040_0020);
    this.write(R.AENQ_BASE_LO, (base + 4096) % 2 ** 32);
    this.write(R.AENQ_BASE_HI, high(base + 4096));
    this.write(R.AENQ_CAPS, 0x0040_0010);
    this.write(R.INTR_MASK, 1);
    this.#tail = 0;
    this.#head = 0;
    this.#eventHead = 0;
  }

  /** Interrupts on, and room for 16 events: from here on the device speaks. */
  listen(): void {
    this.rig.port.disconnect(0);
    this.rig.port.connect(0, () => {
      this.interrupts += 1;
    });
    this.write(R.INTR_MASK, 0);
    this.write(R.AENQ_HEAD_DB, 16);
  }

  /** Writes an entry without ringing. */
  submit(opcode: number, fill: (entry: DataView) => void = () => {}, flags = 0): number {
    const slot = (this.#tail & 31) * 64;
    const entry = new DataView(this.#aq.buffer, this.#aq.byteOffset + slot, 64);
    for (let i = 0; i < 64; i++) entry.setUint8(i, 0);
    fill(entry);
    const id = this.#tail & 31;
    entry.setUint16(0, id, true);
    entry.setUint8(2, opcode);
    entry.setUint8(3, flags | ((this.#tail & 32) === 0 ? 1 : 0));
    this.#tail = (this.#tail + 1) & 0xffff;
    return id;
  }

  ring(): void {
    this.write(R.AQ_DB, this.#tail);
  }

  /** The next answer, if there is one. */
  take(): (Answer & { readonly id: number; readonly head: number }) | undefined {
    const slot = (this.#head & 31) * 64;
    const entry = new DataView(this.#acq.buffer, this.#acq.byteOffset + slot, 64);
    if ((entry.getUint8(3) & 1) !== ((this.#head & 32) === 0 ? 1 : 0)) return undefined;
    this.#head = (this.#head + 1) & 0xffff;
    const copy = new DataView(entry.buffer.slice(entry.byteOffset, entry.byteOffset + 64));
    return {
      id: entry.getUint16(0, true) & 0xfff,
      status: entry.getUint8(2),
      head: entry.getUint16(6, true),
      view: copy,
    };
  }

  /** One command and its answer; throws without answer. */
  async command(opcode: number, fill: (entry: DataView) => void = () => {}, flags = 0): Promise<Answer> {
    const id = this.submit(opcode, fill, flags);
    this.ring();
    let answer: ReturnType<TinyDriver['take']>;
    await this.rig.until(() => {
      answer ??= this.take();
      return answer !== undefined;
    }, patienceMs);
    if (answer?.id !== id) throw new Error(`command ${opcode} was not answered`);
    return answer;
  }

  /** Names a control buffer. */
  buffer(entry: DataView, sizeBytes: number, address = this.page.address): void {
    entry.setUint32(4, sizeBytes, true);
    entry.setUint32(8, address % 2 ** 32, true);
    entry.setUint16(12, high(address), true);
  }

  get(feature: number, bufferBytes = 0, version = 0): Promise<Answer> {
    return this.command(
      8,
      (entry) => {
        if (bufferBytes > 0) this.buffer(entry, bufferBytes);
        entry.setUint8(17, feature);
        entry.setUint8(18, version);
      },
      bufferBytes > 0 ? 4 : 0,
    );
  }

  set(feature: number, fill: (entry: DataView) => void, bufferBytes = 0): Promise<Answer> {
    return this.command(
      9,
      (entry) => {
        if (bufferBytes > 0) this.buffer(entry, bufferBytes);
        entry.setUint8(17, feature);
        fill(entry);
      },
      bufferBytes > 0 ? 4 : 0,
    );
  }

  /** All new events; gives their room back. */
  events(): SeenEvent[] {
    const seen: SeenEvent[] = [];
    for (let count = 0; count < 16; count++) {
      const at = this.#aenq.byteOffset + (this.#eventHead & 15) * 64;
      const entry = new DataView(this.#aenq.buffer.slice(at, at + 64));
      if ((entry.getUint8(4) & 1) !== ((this.#eventHead & 16) === 0 ? 1 : 0)) break;
      this.#eventHead = (this.#eventHead + 1) & 0xffff;
      seen.push({
        group: entry.getUint16(0, true),
        syndrome: entry.getUint16(2, true),
        payload: new DataView(entry.buffer, 16),
      });
    }
    if (seen.length > 0) this.write(R.AENQ_HEAD_DB, (this.#eventHead + 16) & 0xffff);
    return seen;
  }

  /** Everything up to a device that answers commands. */
  async start(): Promise<void> {
    this.giveResponseAddress();
    if (!(await this.reset())) throw new Error('the device was not reset');
    this.openAdmin();
  }

  leave(): void {
    this.rig.port.leave();
  }
}
