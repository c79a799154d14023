import { RxDone } from '../../spec/wire/descriptors.ts';
import { put } from '../../spec/wire/field.ts';
import { strike } from '../faults.ts';
import type { DataPathFaults } from './dataPathFaults.ts';
import { ethernetHeaderBytes, type Frame, frameOverheadBytes } from './frame.ts';
import type { InstanceLimits } from './limits/instanceLimits.ts';
import { PacketHeaders } from './packetHeaders.ts';
import type { ReceiveInfo } from './peer.ts';
import { places, type RxBuffers } from './rxBuffers.ts';
import type { RxVerdict } from './rxVerdict.ts';
import type { Steering } from './steering.ts';
import type { SubmissionQueue } from './submissionQueue.ts';
import type { TrafficCounters } from './trafficCounters.ts';

const first = put(RxDone.first, 1);
const last = put(RxDone.last, 1);
const buffer = put(RxDone.buffer, 1);
const offsetShift = RxDone.offset.shift;
const mustBeZero = put(RxDone.mustBeZero7, 1) | put(RxDone.mustBeZero17, 1);

const { found } = places;

/** No slice of a frame is this long. */
const whole = 0x1_0000;

/** Buffers that a packet beyond the MTU may be spread over: Linux keeps a packet's pages in 17 places at most (MAX_SKB_FRAGS). */
const mostBuffersOfLong = 17;

/** What brings frames into Rx queues, and what it works with. */
export interface ReceiverParts {
  /** By index; holes where there is no queue. */
  readonly queues: readonly (SubmissionQueue | undefined)[];
  readonly steering: Steering;
  readonly verdict: RxVerdict;
  readonly buffers: RxBuffers;
  readonly counters: TrafficCounters;
  readonly limits: InstanceLimits;
  readonly faults: DataPathFaults;
  /** Most buffers that a packet may be spread over, as the device told its guest. */
  readonly maxBuffers: number;
  /** Completions have the hash. */
  readonly tellsHash: boolean;
  /** A queue is read no more. */
  readonly quarantine: (queue: SubmissionQueue) => void;
}

/** Brings frames in: chooses the queue, fills buffers, writes completions. */
export class Receiver {
  maxFrameBytes = 0;
  /** Where frames begin in their first buffer. */
  offsetBytes = 0;
  readonly #parts: ReceiverParts;
  readonly #headers = new PacketHeaders();

  constructor(parts: ReceiverParts) {
    this.#parts = parts;
  }

  setMtu(bytes: number): void {
    this.maxFrameBytes = bytes + frameOverheadBytes;
  }

  /** See `NetworkPeer.longest`. */
  longest(): number {
    const { queues, buffers, maxBuffers } = this.#parts;
    const limit = Math.min(maxBuffers, mostBuffersOfLong);
    let least = Number.POSITIVE_INFINITY;
    for (const queue of queues) {
      if (queue !== undefined && queue.fault === undefined)
        least = Math.min(least, buffers.roomBytes(queue, this.offsetBytes, limit));
    }
    return least === Number.POSITIVE_INFINITY ? 0 : least;
  }

  /** A frame comes from the network. False: it is lost. */
  receive(frame: Frame, info: ReceiveInfo | undefined): boolean {
    const { counters, limits } = this.#parts;
    const isTooLong = frame.lengthBytes > this.maxFrameBytes && !info?.long;
    if (frame.lengthBytes < ethernetHeaderBytes || isTooLong) {
      counters.rxDrops++;
      return false;
    }
    this.#headers.parse(frame);
    if (!limits.active) return this.#deliver(frame, info);
    const verdict = limits.admitIn(frame, this.#headers, info);
    return verdict === 'passes' ? this.#deliver(frame, info) : verdict === 'waits';
  }

  /** A frame comes that was held up by a limit. */
  deliver(frame: Frame, info: ReceiveInfo | undefined): void {
    this.#headers.parse(frame);
    this.#deliver(frame, info);
  }

  #deliver(frame: Frame, info: ReceiveInfo | undefined): boolean {
    const { steering, counters } = this.#parts;
    const queue = this.#queue(steering.queueOf(frame, this.#headers));
    if (queue === undefined || !this.#findPlace(queue, frame, info)) {
      counters.rxDrops++;
      return false;
    }
    const { buffers, verdict } = this.#parts;
    if (!queue.completions.hasRoom(buffers.count)) {
      counters.rxOverruns++;
      return false;
    }
    if (!buffers.fill(frame)) {
      counters.rxDrops++;
      return false;
    }
    queue.completions.vector.moved(frame.lengthBytes);
    this.#complete(queue, verdict.bitsOf(frame, this.#headers, info?.checksums));
    counters.rxPackets++;
    counters.rxBytes += frame.lengthBytes;
    if (info?.express) counters.expressRxPackets++;
    return true;
  }

  /** The queue of an index; where the guest has none there, the first it has. */
  #queue(index: number): SubmissionQueue | undefined {
    const { queues } = this.#parts;
    const queue = queues[index];
    if (queue !== undefined) return queue;
    for (let other = 0; other < queues.length; other++) if (queues[other] !== undefined) return queues[other];
    return undefined;
  }

  #findPlace(queue: SubmissionQueue, frame: Frame, info: ReceiveInfo | undefined): boolean {
    if (queue.fault !== undefined || !queue.isReachable()) return false;
    const { buffers, faults, maxBuffers } = this.#parts;
    const { lengthBytes } = frame;
    let limit = info?.long ? Math.min(maxBuffers, mostBuffersOfLong) : maxBuffers;
    let slice = whole;
    if (
      faults.rxTooManyDescriptors !== undefined &&
      queue.pending > maxBuffers &&
      strike(faults.rxTooManyDescriptors)
    ) {
      slice = Math.max(1, Math.floor(lengthBytes / (maxBuffers + 1)));
      limit = buffers.capacity;
    } else if (faults.rxFirstInMiddle !== undefined && queue.pending > 1 && faults.rxFirstInMiddle.left > 0) {
      slice = Math.ceil(lengthBytes / 2);
    }
    const place = buffers.find(queue, lengthBytes, this.offsetBytes, limit, slice);
    if (place === places.malformed) {
      queue.fault = buffers.fault;
      this.#parts.quarantine(queue);
    }
    return place === found;
  }

  #complete(queue: SubmissionQueue, verdict: number): void {
    const { buffers, faults, steering } = this.#parts;
    const { completions, ring } = queue;
    const { count, requestIds, lengths, addresses } = buffers;
    const hash = this.#parts.tellsHash ? steering.hash : 0;
    let everywhere = verdict | buffer;
    if (count > 1 && faults.rxFirstInMiddle !== undefined && strike(faults.rxFirstInMiddle)) everywhere |= first;
    if (faults.rxMalformed !== undefined && strike(faults.rxMalformed)) everywhere |= mustBeZero;
    for (let i = 0; i < count; i++) {
      const status = everywhere | (i === 0 ? first : 0) | (i === count - 1 ? last : 0);
      const offset = i === 0 ? this.offsetBytes : 0;
      let id = requestIds[i]!;
      if (faults.rxBadRequestId !== undefined && strike(faults.rxBadRequestId)) id |= ring.depth;
      const subQueue = queue.index | (offset << offsetShift);
      completions.postRx(status, lengths[i]!, id, hash, subQueue, addresses[i]! - offset);
    }
    ring.advance(count);
    const { vector } = completions;
    vector.signal(vector.rxDelayNs);
  }
}
