import type { Clock } from './clock.ts';
import type { Views } from './memory.ts';
import type { AttachDevice, DeviceEnd, DevicePort } from './port.ts';
import { WindowedMemory } from './windows.ts';
import type { WorkerMachine } from './workerMachine.ts';
import { Mailbox } from './workerMailbox.ts';
import { StoreReceiver } from './workerStores.ts';

/** An offset that no register has: the function is to be reset. It travels with the stores, so it keeps its place. */
export const resetOffset = -4;

/** Memory that both threads have. */
export const bothViews = (buffer: SharedArrayBuffer): Views => ({
  words: new Uint32Array(buffer),
  bytes: new Uint8Array(buffer),
});

/** The thread of the device. Its loop: `while (isConnected) if (pump() === 0) sleep(…)`, with its clock turned between. */
export class WorkerDevice {
  readonly #mailbox: Mailbox;
  readonly #stores: StoreReceiver;
  readonly #device: DeviceEnd;
  #answered: number;

  /** Makes the device, and tells the driver's thread that there is one. */
  constructor(machine: WorkerMachine, attach: AttachDevice, clock: Clock) {
    const { memory, memoryAddress, llq, pci } = machine;
    const mailbox = new Mailbox(machine.mailbox);
    this.#mailbox = mailbox;
    this.#stores = new StoreReceiver(mailbox.stores);
    this.#answered = mailbox.question;
    const dma = new WindowedMemory();
    dma.map({ address: memoryAddress, ...bothViews(memory) });
    const port: DevicePort = {
      dma,
      llq: llq && bothViews(llq),
      concurrent: true,
      clock,
      interrupt: (vector) => {
        if (vector >= 0 && vector < pci.vectors) mailbox.interrupt(vector);
      },
    };
    this.#device = attach(port);
    this.#device.powerOn();
    mailbox.attach();
  }

  /** False as soon as one of the two is gone. */
  get isConnected(): boolean {
    return !this.#mailbox.isGone;
  }

  /** Carries out what the driver asked for so far. Says how much. What the device throws ends the connection first. */
  pump(): number {
    const mailbox = this.#mailbox;
    if (mailbox.isGone) return 0;
    try {
      // Looked at before the stores: a load pushes the stores ahead of it, as on PCI Express.
      const { question } = mailbox;
      const stored = this.#stores.drain(this.#store);
      if (stored > 0) mailbox.answerBell.ring();
      if (question === this.#answered) return stored;
      this.#answered = question;
      mailbox.answer(question, this.#device.read32(mailbox.askedOffset));
      return stored + 1;
    } catch (error) {
      mailbox.hangUp();
      throw error;
    }
  }

  /** Stands still until something is asked for, at most `limitMs`: the time until the clock's next alarm. */
  sleep(limitMs: number): void {
    this.#mailbox.deviceBell.waitFor(this.#isWanted, limitMs);
  }

  /** Goes away. */
  hangUp(): void {
    this.#mailbox.hangUp();
  }

  readonly #isWanted = (): boolean =>
    !this.#stores.isEmpty || this.#mailbox.question !== this.#answered || this.#mailbox.isGone;

  readonly #store = (offset: number, value: number): void => {
    if (offset === resetOffset) this.#device.powerOn();
    else this.#device.write32(offset, value >>> 0);
  };
}
