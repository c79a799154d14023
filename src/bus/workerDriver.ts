import { unanswered } from '../spec/wire/registers.ts';
import { Allocator } from './allocator.ts';
import type { Clock } from './clock.ts';
import type { Views } from './memory.ts';
import type { DmaBlock, DriverPort } from './port.ts';
import { Vectors } from './vectors.ts';
import type { Sleep } from './workerBell.ts';
import { bothViews, resetOffset } from './workerDevice.ts';
import type { WorkerMachine } from './workerMachine.ts';
import { Mailbox } from './workerMailbox.ts';
import { StoreSender } from './workerStores.ts';

/** How the driver's thread waits. */
export interface WorkerDriverOptions {
  readonly clock: Clock;
  /** A device that does nothing for so long in the middle of a load or store is gone, as one that was pulled out. */
  readonly patienceMs?: number;
  readonly sleep?: Sleep;
}

const pageBytes = 4096;

/** The thread of the driver. Its loop delivers interrupts, turns the clock, runs the driver, and sleeps when all is done. */
export class WorkerDriver {
  readonly driver: DriverPort;
  readonly #memory: Views;
  readonly #base: number;
  readonly #mailbox: Mailbox;
  readonly #stores: StoreSender;
  readonly #vectors: Vectors;
  readonly #groups: number;
  readonly #allocator: Allocator;
  readonly #patienceMs: number;

  constructor(machine: WorkerMachine, { clock, patienceMs = 5000, sleep }: WorkerDriverOptions) {
    this.#memory = bothViews(machine.memory);
    this.#base = machine.memoryAddress;
    this.#mailbox = new Mailbox(machine.mailbox, sleep);
    this.#stores = new StoreSender(this.#mailbox.stores);
    this.#vectors = new Vectors(machine.pci.vectors);
    this.#groups = Math.ceil(machine.pci.vectors / 32);
    this.#allocator = new Allocator(machine.memoryAddress, machine.memory.byteLength);
    this.#patienceMs = patienceMs;
    this.driver = this.#port(machine, clock);
  }

  /** False as soon as one of the two is gone. */
  get isConnected(): boolean {
    return !this.#mailbox.isGone;
  }

  /** Bytes the driver holds: 0 after it left without leaks. */
  get usedBytes(): number {
    return this.#allocator.usedBytes;
  }

  /** Waits until the other thread has made its device. False when that takes longer, or it is gone already. */
  awaitDevice(limitMs: number): boolean {
    return this.#mailbox.answerBell.waitFor(() => this.#mailbox.isAttached, limitMs) && this.isConnected;
  }

  /** Runs the handlers of waiting interrupts, outside of any doorbell. Says how many ran; `limit` ends a storm. */
  deliverInterrupts(limit = 10_000): number {
    for (let group = 0; group < this.#groups; group++) {
      for (let bits = this.#mailbox.takeInterrupts(group); bits !== 0; bits &= bits - 1) {
        this.#vectors.send(group * 32 + 31 - Math.clz32(bits & -bits));
      }
    }
    return this.#vectors.deliver(limit);
  }

  /** Stands still until an interrupt comes or the device goes, at most `limitMs`: the time until the clock's next alarm. */
  sleep(limitMs: number): void {
    if (this.#vectors.waiting === 0) this.#mailbox.driverBell.waitFor(this.#isRung, limitMs);
  }

  /** Resets the function, as a host does by PCI, after the stores made so far. */
  resetFunction(): void {
    this.#send(resetOffset, 0);
  }

  /** Goes away. The device's thread sees it. */
  hangUp(): void {
    this.#mailbox.hangUp();
  }

  readonly #isRung = (): boolean => this.#mailbox.hasInterrupts(this.#groups) || this.#mailbox.isGone;
  readonly #hasRoom = (): boolean => this.#stores.hasRoom || this.#mailbox.isGone;
  readonly #isAnswered = (): boolean => this.#mailbox.isAnswered || this.#mailbox.isGone;

  /** Waits in the middle of an access. A device that lets it wait too long is given up, so that nothing ever hangs. */
  #await(isDone: () => boolean): void {
    if (!this.#mailbox.answerBell.waitFor(isDone, this.#patienceMs)) this.hangUp();
  }

  #send(offset: number, value: number): void {
    if (!this.#stores.hasRoom) this.#await(this.#hasRoom);
    if (this.#mailbox.isGone) return;
    this.#stores.send(offset, value);
    this.#mailbox.deviceBell.ring();
  }

  #read(offset: number): number {
    const mailbox = this.#mailbox;
    if (mailbox.isGone) return unanswered;
    mailbox.ask(offset);
    this.#await(this.#isAnswered);
    return mailbox.isAnswered ? mailbox.answered : unanswered;
  }

  #port({ pci, llq }: WorkerMachine, clock: Clock): DriverPort {
    const vectors = this.#vectors;
    const isInside = (offset: number) => offset >= 0 && offset < pci.registersBytes && offset % 4 === 0;
    return {
      pci,
      llq: llq && bothViews(llq),
      concurrent: true,
      clock,
      read32: (offset) => (isInside(offset) ? this.#read(offset) : unanswered),
      write32: (offset, value) => {
        if (isInside(offset)) this.#send(offset, value);
      },
      allocate: (sizeBytes, alignment = pageBytes) => this.#allocate(sizeBytes, alignment),
      connect: (vector, ring) => vectors.connect(vector, ring),
      disconnect: (vector) => vectors.disconnect(vector),
      mask: (vector) => vectors.mask(vector),
      unmask: (vector) => vectors.unmask(vector),
      leave: () => {
        vectors.disconnectAll();
        for (const { address } of this.#allocator.runs) this.#allocator.free(address);
      },
    };
  }

  #allocate(sizeBytes: number, alignment: number): DmaBlock | undefined {
    const address = this.#allocator.allocate(sizeBytes, alignment);
    if (address === undefined) return undefined;
    const byte = (address - this.#base) >>> 0;
    const { words, bytes } = this.#memory;
    bytes.fill(0, byte, byte + sizeBytes);
    return { words, bytes, address, sizeBytes, byte, word: byte >>> 2, free: () => void this.#allocator.free(address) };
  }
}
