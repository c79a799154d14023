import { strike } from '../faults.ts';
import type { DataPathFaults } from './dataPathFaults.ts';
import type { LateCompletions } from './lateCompletions.ts';
import type { Outlet } from './outlet.ts';
import type { TrafficCounters } from './trafficCounters.ts';
import { offloadBits, type TxOffload } from './txOffload.ts';
import type { TxPacket } from './txPacket.ts';
import { broken, incomplete, type TxQueue } from './txQueue.ts';

/** What works on Tx queues, and what it works with. */
export interface TransmitterParts {
  readonly packet: TxPacket;
  readonly offload: TxOffload;
  readonly outlet: Outlet;
  readonly counters: TrafficCounters;
  readonly faults: DataPathFaults;
  readonly late: LateCompletions;
  /** A queue is read no more. */
  readonly quarantine: (queue: TxQueue) => void;
}

/** Sends what lies in Tx queues. */
export class Transmitter {
  readonly #parts: TransmitterParts;

  constructor(parts: TransmitterParts) {
    this.#parts = parts;
  }

  /**
   * Sends the packets of a queue that are whole, at most one ring's worth: what is left goes with the clock's next turn, so
   * that no guest keeps the device busy for good.
   */
  work(queue: TxQueue): void {
    if (queue.isBusy || queue.fault !== undefined || !queue.isReachable()) return;
    queue.isBusy = true;
    try {
      if (this.#drain(queue)) queue.completions.vector.signal(queue.completions.vector.txDelayNs);
    } finally {
      queue.isBusy = false;
    }
  }

  /** Says whether completions were posted. */
  #drain(queue: TxQueue): boolean {
    const { packet } = this.#parts;
    const { ring, completions } = queue;
    let posted = false;
    for (let budget = ring.depth; queue.fault === undefined; ) {
      const { pending } = queue;
      if (pending === 0 || !completions.hasRoom(1)) break;
      if (budget <= 0) {
        queue.alarm.ringIn(0);
        break;
      }
      const used = queue.read(packet, pending);
      if (used === incomplete || used === broken) {
        if (queue.fault !== undefined) this.#parts.quarantine(queue);
        break;
      }
      ring.advance(used);
      completions.vector.moved(packet.frame.lengthBytes);
      budget -= Math.max(used, this.#send(queue));
      if (packet.wantsCompletion && this.#complete(queue)) posted = true;
    }
    return posted;
  }

  /** Says how many frames went out. */
  #send(queue: TxQueue): number {
    const { packet, outlet, counters } = this.#parts;
    if (packet.storesMeta && queue.cachesMeta) {
      Object.assign(queue.meta, packet.meta);
      queue.hasMeta = true;
    }
    let sent = 0;
    if (!packet.isRefused) {
      outlet.begin(queue.index);
      if ((packet.control & offloadBits) === 0) {
        outlet.send(packet.frame);
        sent = 1;
      } else if (packet.hasMeta || (queue.cachesMeta && queue.hasMeta)) {
        const meta = packet.hasMeta ? packet.meta : queue.meta;
        sent = this.#parts.offload.send(packet.frame, packet.control, meta);
      }
    }
    if (sent === 0) counters.txDrops++;
    return sent;
  }

  /** Says whether a completion was posted now. */
  #complete(queue: TxQueue): boolean {
    const { faults, packet, late } = this.#parts;
    const { requestId } = packet;
    if (faults.txCompletionLost !== undefined && strike(faults.txCompletionLost)) return false;
    if (faults.txCompletionLate !== undefined) {
      const fault = strike(faults.txCompletionLate);
      if (fault !== undefined) {
        late.add(queue, requestId, fault.delayMs * 1e6);
        return false;
      }
    }
    this.#post(queue, requestId);
    return true;
  }

  /** Posts a completion that was held back. Where there is no room, the guest lied about what it has read: it is lost. */
  postLate(queue: TxQueue, requestId: number): void {
    const { vector } = queue.completions;
    if (!queue.completions.hasRoom(1)) return;
    this.#post(queue, requestId);
    vector.signal(vector.txDelayNs);
  }

  #post(queue: TxQueue, requestId: number): void {
    const { faults } = this.#parts;
    const { ring, completions, index } = queue;
    let id = requestId;
    let isMalformed = false;
    if (faults.txBadRequestId !== undefined && strike(faults.txBadRequestId)) id |= ring.depth;
    if (faults.txMalformed !== undefined && strike(faults.txMalformed)) isMalformed = true;
    completions.postTx(id, index, ring.index, isMalformed);
  }
}
