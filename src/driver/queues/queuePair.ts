import { interruptControl } from '../../spec/wire/areas.ts';
import { put } from '../../spec/wire/field.ts';
import { msix } from '../../spec/wire/pci.ts';
import type { Adapter } from '../adapter.ts';
import type { RxQueue } from './rxQueue.ts';
import type { TxQueue } from './txQueue.ts';

const { rxDelay, txDelay, unmask, keepDelays } = interruptControl.fields;

/** Packets one run of a poller takes from an Rx queue, at most. */
export const rxBudget = 64;

/** A Tx and an Rx queue that share a vector and a poller. */
export class QueuePair {
  readonly id: number;
  readonly tx: TxQueue;
  readonly rx: RxQueue;
  readonly vector: number;
  readonly #adapter: Adapter;
  /** The poller is due, or has work left. */
  isScheduled = false;
  /** An interrupt came since the interface is up. */
  hadInterrupt = false;
  lastInterruptNs: number;
  lastPollNs: number;
  /** Runs of the poller, for the check that looks for interrupts lost. */
  polls = 0;
  pollsAtCheck = -1;
  /** Times the poller was scheduled since the last line about overdue packets. */
  scheduleChanges = 0;
  #toldDelays = -1;

  constructor(adapter: Adapter, tx: TxQueue, rx: RxQueue) {
    this.#adapter = adapter;
    this.id = tx.id;
    this.tx = tx;
    this.rx = rx;
    this.vector = msix.firstQueueVector + tx.id;
    this.lastInterruptNs = adapter.clock.nowNs();
    this.lastPollNs = this.lastInterruptNs;
  }

  /** Has the vector call the poller. */
  connect(): void {
    this.#adapter.port.connect(this.vector, () => {
      this.hadInterrupt = true;
      this.lastInterruptNs = this.#adapter.clock.nowNs();
      this.schedule();
    });
  }

  /** Puts the poller in the row of those that are due. */
  schedule(): void {
    if (this.isScheduled) return;
    this.isScheduled = true;
    this.scheduleChanges++;
    this.#adapter.due.push(this);
  }

  /** One run of the poller. Says how many packets it took; it is due again where it did not get through. */
  poll(): number {
    const { tx, rx } = this;
    const adapter = this.#adapter;
    tx.counters.tx_poll++;
    this.polls++;
    this.lastPollNs = adapter.clock.nowNs();
    this.isScheduled = false;
    if (!adapter.isUp || adapter.reset.isPending) return 0;
    const txMost = tx.depth / 4;
    const sent = tx.complete(txMost);
    const received = rx.receive(rxBudget);
    if (adapter.reset.isPending) return sent + received;
    if (sent >= txMost || received >= rxBudget) {
      this.isScheduled = true;
      adapter.due.push(this);
    } else {
      tx.counters.napi_comp++;
      this.unmask();
    }
    return sent + received;
  }

  /** Lets the vector fire again. The Tx queue's register is that of the vector. */
  unmask(): void {
    this.#write(1);
    this.tx.counters.unmask_interrupt++;
  }

  /** Tells the device that completions came and no interrupt did. */
  tellLostInterrupt(): void {
    this.#adapter.port.write32(this.tx.completion.interruptOffset, this.#delays());
    this.tx.counters.lost_interrupt++;
  }

  #delays(): number {
    const { delaysUs, device } = this.#adapter;
    if (!device.hasModeration) return 0;
    const units = (us: number) => Math.floor(us / device.delayUnitUs);
    return (put(rxDelay, units(delaysUs.rx)) | put(txDelay, units(delaysUs.tx))) >>> 0;
  }

  #write(unmasked: 0 | 1): void {
    const delays = this.#delays();
    const areKept = this.#adapter.voice.does.keepsDelays && delays === this.#toldDelays;
    this.#toldDelays = delays;
    const word = delays | put(unmask, unmasked) | put(keepDelays, areKept ? 1 : 0);
    // Signed, since V8 makes an object of a number beyond 2^31: one at each interrupt.
    this.#adapter.port.write32(this.tx.completion.interruptOffset, word | 0);
  }
}
