import { Allocator } from '../../bus/allocator.ts';
import type { DevicePort } from '../../bus/port.ts';
import { adminStatuses } from '../../spec/adminStatuses.ts';
import { directions, placements } from '../../spec/wire/admin/queues.ts';
import { rxDescriptor, Tx, txDescriptor } from '../../spec/wire/descriptors.ts';
import { acceleratedFlags, descriptorBytes, type LlqShape } from '../../spec/wire/llq.ts';
import { isRingDepth, type RingPlace } from '../../spec/wire/ring.ts';
import type { DeviceOptions } from '../options.ts';
import type { CompletionQueueRequest, QueueResult, SubmissionQueueRequest } from '../seam.ts';
import { CompletionQueue, type Timestamps } from './completionQueue.ts';
import type { DataPathFaults } from './dataPathFaults.ts';
import { QueueVector } from './queueVector.ts';
import { RingWindow } from './ringWindow.ts';
import { SubmissionQueue } from './submissionQueue.ts';
import { type LlqLayout, TxQueue } from './txQueue.ts';

const statusOf = (name: string): QueueResult => ({
  ok: false,
  status: adminStatuses.find((row) => row.name === name)!.number,
});
const noRoom = statusOf('resource-allocation-failure');
const illegal = statusOf('illegal-parameter');
const busy = statusOf('resource-busy');

const indexOfHole = (queues: readonly unknown[], limit: number): number => {
  const hole = queues.indexOf(undefined);
  if (hole >= 0) return hole;
  return queues.length < limit ? queues.length : -1;
};

/** The allocator wants some; without LLQ memory it is never asked. */
const smallestLlqMemory = 64;

/** What queues are made with. */
export interface QueueParts {
  readonly faults: DataPathFaults;
  readonly stamps: Timestamps;
  /** Goes on with a Tx queue's work. */
  readonly work: (queue: TxQueue) => void;
  /** A Tx queue is gone. */
  readonly forget: (queue: TxQueue) => void;
}

/** All queues of the adapter, by index; holes where a queue was destroyed. */
export class Queues {
  readonly tx: (TxQueue | undefined)[] = [];
  readonly rx: (SubmissionQueue | undefined)[] = [];
  readonly completions: (CompletionQueue | undefined)[] = [];
  /** How the guest wants its queues in the device's memory. */
  llq: LlqShape | undefined;
  readonly #port: DevicePort;
  readonly #options: Pick<DeviceOptions, 'queues' | 'llq' | 'bulkDelayUs'>;
  readonly #parts: QueueParts;
  readonly #vectors = new Map<number, QueueVector>();
  #llqMemory: Allocator;

  constructor(port: DevicePort, options: Pick<DeviceOptions, 'queues' | 'llq' | 'bulkDelayUs'>, parts: QueueParts) {
    this.#port = port;
    this.#options = options;
    this.#parts = parts;
    this.#llqMemory = this.#emptyLlqMemory();
  }

  /** Buffers that wait on the Rx queue that has fewest. One that is read no more counts as little as one that is not there. */
  rxRoom(): number {
    let least = Number.POSITIVE_INFINITY;
    for (let index = 0; index < this.rx.length; index++) {
      const queue = this.rx[index];
      if (queue !== undefined && queue.fault === undefined && queue.pending < least) least = queue.pending;
    }
    return least;
  }

  createCompletionQueue({ entryWords, depth, vector, address }: CompletionQueueRequest): QueueResult {
    const { txQueues, rxQueues } = this.#options.queues;
    if (!isRingDepth(depth) || ![2, 4, 8].includes(entryWords)) return illegal;
    const window = RingWindow.open(this.#port.dma, address, depth * entryWords * 4);
    if (window === undefined) return illegal;
    const index = indexOfHole(this.completions, txQueues + rxQueues);
    if (index < 0) return noRoom;
    const shape = { depth, entryWords, ordered: this.#port.concurrent };
    this.completions[index] = new CompletionQueue(index, window, shape, this.#vector(vector), this.#parts.stamps);
    return { ok: true, index };
  }

  createSubmissionQueue(request: SubmissionQueueRequest): QueueResult {
    const isTx = request.direction === directions.tx;
    const completions = this.completions[request.completionIndex];
    const { depth } = request;
    if (!isTx && request.direction !== directions.rx) return illegal;
    if (completions === undefined || !isRingDepth(depth) || !completions.holds(isTx)) return illegal;
    // Deeper than what it completes to, and completions that are unread would be lost.
    if (completions.claimed + depth > completions.depth) return illegal;
    const { txQueues, rxQueues } = this.#options.queues;
    const index = isTx ? indexOfHole(this.tx, txQueues) : indexOfHole(this.rx, rxQueues);
    if (index < 0) return noRoom;
    const result = isTx ? this.#openTx(request, index, completions) : this.#openRx(request, index, completions);
    if (!result.ok) return result;
    completions.users++;
    completions.claimed += depth;
    return result;
  }

  destroyCompletionQueue(index: number): QueueResult {
    const queue = this.completions[index];
    if (queue === undefined) return illegal;
    if (queue.users > 0) return busy;
    this.completions[index] = undefined;
    const { vector } = queue;
    vector.users--;
    if (vector.users === 0) {
      vector.close();
      this.#vectors.delete(vector.vector);
    }
    return { ok: true, index };
  }

  destroySubmissionQueue(index: number, direction: number): QueueResult {
    const isTx = direction === directions.tx;
    if (!isTx && direction !== directions.rx) return illegal;
    const queue = (isTx ? this.tx : this.rx)[index];
    if (queue === undefined) return illegal;
    queue.completions.users--;
    queue.completions.claimed -= queue.ring.depth;
    if (queue instanceof TxQueue) this.#closeTx(queue);
    else this.rx[index] = undefined;
    return { ok: true, index };
  }

  /** None are left. */
  reset(): void {
    for (const queue of this.tx) if (queue !== undefined) this.#closeTx(queue);
    for (const vector of this.#vectors.values()) vector.close();
    this.#vectors.clear();
    this.tx.length = 0;
    this.rx.length = 0;
    this.completions.length = 0;
    this.llq = undefined;
    this.#llqMemory = this.#emptyLlqMemory();
  }

  #openRx(
    { placement, address, depth }: SubmissionQueueRequest,
    index: number,
    completions: CompletionQueue,
  ): QueueResult {
    const window = RingWindow.open(this.#port.dma, address, depth * rxDescriptor.sizeBytes);
    if (window === undefined || placement !== placements.host) return illegal;
    const place = this.#hostPlace(window, depth);
    this.rx[index] = new SubmissionQueue(index, window, place, completions);
    return { ok: true, index };
  }

  #openTx(
    { placement, address, depth }: SubmissionQueueRequest,
    index: number,
    completions: CompletionQueue,
  ): QueueResult {
    if (placement === placements.device) return this.#openLlq(depth, index, completions);
    const window = RingWindow.open(this.#port.dma, address, depth * txDescriptor.sizeBytes);
    if (window === undefined || placement !== placements.host) return illegal;
    this.#addTx(index, window, this.#hostPlace(window, depth), completions, undefined);
    return { ok: true, index };
  }

  #openLlq(depth: number, index: number, completions: CompletionQueue): QueueResult {
    const { llq: shape } = this;
    const memory = this.#port.llq;
    if (shape === undefined || memory === undefined) return illegal;
    const llqOffset = this.#llqMemory.allocate(depth * shape.entryBytes);
    if (llqOffset === undefined) return noRoom;
    const place = {
      words: memory.words,
      base: llqOffset / 4,
      depth,
      entryWords: shape.entryBytes / 4,
      phase: Tx.phase,
    };
    const { acceleratedFlags: flags, maxTxBurstBytes } = this.#options.llq;
    const limitsBurst = (flags & acceleratedFlags.limitTxBurst) !== 0 && maxTxBurstBytes > 0;
    const maxBurst = limitsBurst ? Math.floor(maxTxBurstBytes / shape.entryBytes) : Number.POSITIVE_INFINITY;
    this.#addTx(index, undefined, place, completions, { shape, memory, byte: llqOffset, maxBurst });
    return { ok: true, index, llqOffset };
  }

  #addTx(
    index: number,
    window: RingWindow | undefined,
    place: RingPlace,
    completions: CompletionQueue,
    llq: LlqLayout | undefined,
  ): void {
    const { acceleratedFlags: flags } = this.#options.llq;
    const cachesMeta = llq === undefined || (flags & acceleratedFlags.disableMetaCaching) === 0;
    const alarm = this.#port.clock.createAlarm(() => this.#parts.work(queue));
    const queue = new TxQueue(index, window, place, completions, { llq, cachesMeta, alarm });
    this.tx[index] = queue;
  }

  #hostPlace({ words, base }: RingWindow, depth: number): RingPlace {
    return { words, base, depth, entryWords: descriptorBytes / 4, phase: Tx.phase, ordered: this.#port.concurrent };
  }

  #vector(vector: number): QueueVector {
    let found = this.#vectors.get(vector);
    if (found === undefined) {
      found = new QueueVector(this.#port, vector, this.#parts.faults, this.#options.bulkDelayUs * 1000);
      this.#vectors.set(vector, found);
    }
    found.users++;
    return found;
  }

  /** Blocks lie at multiples of their size, so the part of the memory that is a power of two is used. */
  #emptyLlqMemory(): Allocator {
    const sizeBytes = this.#port.llq?.bytes.length ?? 0;
    return new Allocator(0, 2 ** Math.floor(Math.log2(Math.max(sizeBytes, smallestLlqMemory))));
  }

  #closeTx(queue: TxQueue): void {
    // It may be in the midst of its work.
    queue.fault ??= 'queue is gone';
    queue.alarm.cancel();
    if (queue.llq !== undefined) this.#llqMemory.free(queue.llq.byte);
    this.tx[queue.index] = undefined;
    this.#parts.forget(queue);
  }
}
