import type { DevicePort } from '../../bus/port.ts';
import { interruptControl } from '../../spec/wire/areas.ts';
import { take } from '../../spec/wire/field.ts';
import { driverFeatures } from '../../spec/wire/hostInfo.ts';
import type { LlqShape } from '../../spec/wire/llq.ts';
import { strike } from '../faults.ts';
import type {
  CompletionQueueRequest,
  FlowRule,
  QueueResult,
  RssState,
  SubmissionQueueRequest,
  TrafficEngine,
  TrafficStatistics,
} from '../seam.ts';
import { DataPathFaults } from './dataPathFaults.ts';
import type { DataPathOptions, Quarantine } from './dataPathOptions.ts';
import { Express } from './express.ts';
import type { Frame } from './frame.ts';
import { LateCompletions } from './lateCompletions.ts';
import { InstanceLimits } from './limits/instanceLimits.ts';
import { Outlet } from './outlet.ts';
import type { NetworkPeer, ReceiveInfo } from './peer.ts';
import { Queues } from './queues.ts';
import { Receiver } from './receiver.ts';
import { RxBuffers } from './rxBuffers.ts';
import { RxVerdict } from './rxVerdict.ts';
import { StampClock } from './stampClock.ts';
import { Steering } from './steering.ts';
import type { SubmissionQueue } from './submissionQueue.ts';
import { noTraffic } from './trafficCounters.ts';
import { Transmitter } from './transmitter.ts';
import { TxOffload } from './txOffload.ts';
import { TxPacket } from './txPacket.ts';
import { TxQueue } from './txQueue.ts';

/** A packet may have a meta descriptor, and one for its pushed header, besides those that the limit is about. */
const descriptorsBeyondLimit = 2;

/** All that moves packets: queues, their interrupts, offloads, steering, the limits of the instance, and the wire. */
export class DataPath implements TrafficEngine {
  /** The other end of the wire. */
  readonly peer: NetworkPeer;
  readonly faults = new DataPathFaults();
  readonly limits: InstanceLimits;
  readonly express: Express;
  /** Counters since the reset. */
  readonly counters = noTraffic();
  /** Where frames begin in their first buffer, for guests that understand it; 0 to 255. */
  rxOffsetBytes = 0;
  /** Told of each queue that is read no more. */
  onQuarantine: ((event: Quarantine) => void) | undefined;
  readonly #options: DataPathOptions;
  readonly #queues: Queues;
  readonly #late: LateCompletions;
  readonly #steering = new Steering();
  readonly #transmitter: Transmitter;
  readonly #receiver: Receiver;
  readonly #outlet: Outlet;
  readonly #stamps: { readonly tx: StampClock; readonly rx: StampClock };
  #resolutionNs: number;

  constructor(port: DevicePort, options: DataPathOptions) {
    const { clock, dma } = port;
    const { counters, faults } = this;
    const { epochSeconds } = options.hardwareClock;
    const { maxPacketTxDescriptors, maxPacketRxDescriptors: maxBuffers } = options.queues;
    this.#options = options;
    this.#resolutionNs = options.moderationResolutionUs * 1000;
    this.#stamps = { tx: new StampClock(clock, epochSeconds), rx: new StampClock(clock, epochSeconds) };
    this.peer = {
      transmit: () => {},
      receive: (frame, info) => this.#receive(frame, info),
      room: () => this.#queues.rxRoom(),
      longest: () => this.#receiver.longest(),
      carrier: true,
      takesOffloads: false,
    };
    this.express = new Express(counters, options.express);
    this.limits = new InstanceLimits(clock, {
      deliver: (frame, info) => this.#receiver.deliver(frame, info),
      transmit: (frame, info) => this.peer.transmit(frame, info ?? this.#outlet.info),
    });
    this.#late = new LateCompletions(clock, (queue, requestId) => this.#transmitter.postLate(queue, requestId));
    this.#queues = new Queues(port, options, {
      faults,
      stamps: { tx: this.#stamps.tx.stamp, rx: this.#stamps.rx.stamp },
      work: (queue) => this.#work(queue),
      forget: (queue) => this.#late.forget(queue),
    });
    const quarantine = (queue: SubmissionQueue): void => this.#quarantine(queue);
    this.#outlet = new Outlet(this.peer, counters, this.limits, this.express);
    this.#transmitter = new Transmitter({
      packet: new TxPacket(dma, maxPacketTxDescriptors + descriptorsBeyondLimit),
      offload: new TxOffload(this.peer, this.#outlet, options.offloads),
      outlet: this.#outlet,
      counters,
      faults,
      late: this.#late,
      quarantine,
    });
    this.#receiver = new Receiver({
      queues: this.#queues.rx,
      steering: this.#steering,
      verdict: new RxVerdict(options.offloads),
      buffers: new RxBuffers(dma, (maxBuffers + 1) * 2),
      counters,
      limits: this.limits,
      faults,
      maxBuffers,
      tellsHash: Boolean(options.offloads.rxHash),
      quarantine,
    });
    this.setMtu(options.maxMtu);
  }

  createCompletionQueue(request: CompletionQueueRequest): QueueResult {
    return this.#queues.createCompletionQueue(request);
  }

  createSubmissionQueue(request: SubmissionQueueRequest): QueueResult {
    return this.#queues.createSubmissionQueue(request);
  }

  destroyCompletionQueue(index: number): QueueResult {
    return this.#queues.destroyCompletionQueue(index);
  }

  destroySubmissionQueue(index: number, direction: number): QueueResult {
    return this.#queues.destroySubmissionQueue(index, direction);
  }

  doorbell(area: Parameters<TrafficEngine['doorbell']>[0], index: number, value: number): void {
    if (area === 'txDoorbell') this.#ringTx(index, value);
    else if (area === 'rxDoorbell') this.#ringRx(index, value);
    else if (area === 'completionHead') this.#readCompletions(index, value);
  }

  interruptControl(completionIndex: number, value: number): void {
    const vector = this.#queues.completions[completionIndex]?.vector;
    if (vector === undefined) return;
    if (take(value, interruptControl.fields.keepDelays) === 0) {
      vector.rxDelayNs = take(value, interruptControl.fields.rxDelay) * this.#resolutionNs;
      vector.txDelayNs = take(value, interruptControl.fields.txDelay) * this.#resolutionNs;
    }
    if (take(value, interruptControl.fields.unmask) !== 0) vector.unmask();
  }

  setMtu(bytes: number): void {
    this.#outlet.setMtu(bytes);
    this.#receiver.setMtu(bytes);
  }

  setRss(rss: RssState): void {
    this.#steering.setRss(rss);
  }

  setInterruptModeration(resolutionUs: number): void {
    this.#resolutionNs = resolutionUs * 1000;
  }

  setLlq(shape: LlqShape | undefined): void {
    this.#queues.llq = shape;
  }

  setFlowRules(rules: readonly FlowRule[]): void {
    this.#steering.setRules(rules);
  }

  setDriverFeatures(bits: number): void {
    this.#receiver.offsetBytes = (bits >>> driverFeatures.rxOffset.bit) & 1 ? this.rxOffsetBytes & 0xff : 0;
  }

  setFragmentBypass(enabled: boolean): void {
    this.limits.fragmentBypass = enabled;
  }

  setTimestamps(tx: boolean, rx: boolean): void {
    this.#stamps.tx.setEnabled(tx);
    this.#stamps.rx.setEnabled(rx);
  }

  reset(): void {
    this.#queues.reset();
    this.#late.forget();
    this.#steering.reset();
    this.limits.reset();
    this.setMtu(this.#options.maxMtu);
    this.setInterruptModeration(this.#options.moderationResolutionUs);
    this.setTimestamps(false, false);
    this.setDriverFeatures(0);
    Object.assign(this.counters, noTraffic());
  }

  statistics(): TrafficStatistics {
    const { limits, counters, express } = this;
    return {
      ...counters,
      ...limits.counters,
      connectionsAvailable: limits.connectionsAvailable,
      expressUtilization: express.utilization,
    };
  }

  #ringTx(index: number, value: number): void {
    const queue = this.#queues.tx[index];
    if (queue === undefined || queue.fault !== undefined) return;
    const { faults } = this;
    if (faults.txDoorbellIgnored !== undefined && strike(faults.txDoorbellIgnored)) return;
    if (queue.announce(value)) this.#work(queue);
    else this.#quarantine(queue);
  }

  #ringRx(index: number, value: number): void {
    const queue = this.#queues.rx[index];
    if (queue === undefined || queue.fault !== undefined) return;
    const { faults } = this;
    if (faults.rxDoorbellIgnored !== undefined && strike(faults.rxDoorbellIgnored)) return;
    if (!queue.announce(value)) this.#quarantine(queue);
    else this.peer.onRoom?.();
  }

  #readCompletions(index: number, value: number): void {
    const completions = this.#queues.completions[index];
    if (completions === undefined) return;
    completions.setHead(value);
    for (const queue of this.#queues.tx) if (queue?.completions === completions) this.#work(queue);
  }

  #work(queue: TxQueue): void {
    if (this.#stamps.tx.enabled) this.#stamps.tx.update();
    this.#transmitter.work(queue);
  }

  #receive(frame: Frame, info: ReceiveInfo | undefined): boolean {
    if (!this.peer.carrier) return false;
    if (this.#stamps.rx.enabled) this.#stamps.rx.update();
    return this.#receiver.receive(frame, info);
  }

  #quarantine(queue: SubmissionQueue): void {
    this.counters.quarantines++;
    const direction = queue instanceof TxQueue ? 'tx' : 'rx';
    this.onQuarantine?.({ direction, index: queue.index, fault: queue.fault! });
  }
}

/** Makes the data path of a device at a port. */
export const openDataPath = (port: DevicePort, options: DataPathOptions): DataPath => new DataPath(port, options);
