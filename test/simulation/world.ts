import { VirtualClock } from '../../src/bus/clock.ts';
import { InProcessBus } from '../../src/bus/inProcess.ts';
import type { DevicePort } from '../../src/bus/port.ts';
import { attachDevice, pciOf } from '../../src/device/attachDevice.ts';
import { Frame } from '../../src/device/dataPath/frame.ts';
import type { LimitSettings } from '../../src/device/dataPath/limits/instanceLimits.ts';
import { presets } from '../../src/device/presets.ts';
import { Driver, type ReceivedFrame, TxFrame } from '../../src/driver/driver.ts';
import type { Job } from '../../src/driver/work.ts';
import { l3Protocols, l4Protocols } from '../../src/spec/wire/descriptors.ts';
import { Guest } from './guest.ts';
import { Ledger, Violation } from './ledger.ts';
import { ResetWatch } from './resetWatch.ts';
import type { Story } from './story.ts';
import { frameBytes, headerSizes, type TaggedFrame, writeFrame } from './taggedFrame.ts';
import { Witness } from './witness.ts';

const memoryBytes = 2 ** 25;

/** Device, driver, guest and network of one story, and the books that are kept of them. */
export class World {
  readonly clock = new VirtualClock();
  readonly device;
  readonly guest: Guest;
  readonly bus: InProcessBus;
  readonly sent = new Ledger('sent frame');
  readonly received = new Ledger('received frame');
  /** Lines of the driver, with their times in milliseconds. */
  readonly log: string[] = [];
  readonly witness = new Witness(this.clock);
  readonly resetWatch: ResetWatch;
  /** What the device should have counted since its reset. */
  readonly wire = { out: 0, in: 0, refused: 0 };
  /** What the driver should have counted since it was loaded. */
  readonly host = { sent: 0, sentBytes: 0, received: 0 };
  resets = 0;
  /** Frames that waited when a limit ended, and are gone with it. */
  discarded = 0;
  /** A limit was set: frames may have waited, so what came and what was counted differ for a while. */
  wasLimited = false;
  isSuspended = false;
  driver!: Driver;
  readonly #story: Story;
  readonly #frame = new TxFrame();
  readonly #scratch = new TxFrame().memory;
  readonly #incoming = new Frame(2 ** 17);
  #queues: unknown;
  #lastId = 0;

  constructor(story: Story) {
    this.#story = story;
    this.resetWatch = new ResetWatch(this.witness, story.voice.limits);
    const preset = presets[story.preset];
    const options = { ...preset, registerReads: story.plainReads ? ('plain' as const) : preset.registerReads };
    const attached: ReturnType<ReturnType<typeof attachDevice>>[] = [];
    const attach = (port: DevicePort) => {
      const device = attachDevice(options)(port);
      attached.push(device);
      return device;
    };
    this.bus = new InProcessBus(attach, { clock: this.clock, memoryBytes, poisonFreed: true, pci: pciOf(options) });
    this.device = attached[0]!;
    this.guest = new Guest(this.bus, this.clock, this.witness);
    this.device.traffic.peer.transmit = (frame) => {
      this.sent.comes(frame.bytes, frame.byte, frame.lengthBytes);
      this.wire.out++;
    };
    this.device.traffic.onQuarantine = ({ direction, index, fault }) => {
      // Whose order to destroy a queue stays unanswered frees its ring all the same, as Linux does; until the reset that
      // follows, the device may find anything there.
      if (this.guest.driver.adapter.admin?.isRunning === false) return;
      this.#complain(`the device stops ${direction} queue ${index} of an honest driver: ${fault}`);
    };
    this.device.events = (event) => {
      if (event.kind === 'reset') this.resetWatch.noticeOrder(this.driver.adapter, event.reason);
      this.witness.sees(event, this.driver.adapter.admin?.isPolling !== false);
      // A late interrupt in the middle of a reset has the driver ring for a ring that is forgotten already. Harmless.
      const isLate =
        event.kind === 'quarantine' && event.ring === 'event' && event.fault === 'depth is no power of two';
      if (event.kind === 'quarantine' && !isLate)
        this.#complain(`the device stops the ${event.ring} ring: ${event.fault}`);
      if (event.kind === 'power-on') this.#forget();
      if (event.kind === 'reset') {
        if (event.followed) this.#forget();
      }
    };
    this.load();
  }

  /** A driver is loaded. */
  load(): void {
    const { voice, cpus, txDepth, rxDepth, mtu } = this.#story;
    const stack = { receive: (frame: ReceivedFrame) => this.#receive(frame) };
    const log = ({ text }: { text: string }) =>
      void this.log.push(`${(this.clock.nowNs() / 1e6).toFixed(1)} ms  ${text}`);
    this.driver = new Driver(this.guest.port, voice, stack, log, { cpus, txDepth, rxDepth, mtu });
    this.guest.driver = this.driver;
    Object.assign(this.host, { sent: 0, sentBytes: 0, received: 0 });
  }

  /** Lets time pass. `look` is called after each thing that happens. */
  runUntil(timeNs: number, look: () => void): void {
    this.guest.serve();
    look();
    while (this.clock.step(timeNs)) {
      this.guest.serve();
      this.noticeQueues();
      look();
    }
    this.clock.runUntil(timeNs);
  }

  /** Waits for a job of the driver; undefined where it does not end in time. */
  finish<T>(job: Job<T>, seconds: number, look: () => void): T | undefined {
    const endNs = this.clock.nowNs() + seconds * 1e9;
    while (!job.isDone && this.clock.nowNs() < endNs) this.runUntil(this.clock.nowNs() + 1e8, look);
    return job.isDone ? job.result : undefined;
  }

  /** The host sends a frame. False where the driver did not take it. */
  send(shape: Omit<TaggedFrame, 'id'>, queue: number, more: boolean): boolean {
    this.noticeQueues();
    const frame: TaggedFrame = { ...shape, id: ++this.#lastId };
    const { l2, l3, l4 } = headerSizes(frame);
    const to = this.#frame;
    to.lengthBytes = writeFrame(frame, to.memory.bytes, { from: 0, bytes: frame.payloadBytes });
    to.queue = queue;
    to.more = more;
    to.checksum = frame.checksum === 'pseudo';
    to.segmentBytes = frame.segmentBytes;
    to.l3Protocol = frame.version === 4 ? l3Protocols.ipv4 : l3Protocols.ipv6;
    to.l4Protocol = frame.kind === 'tcp' ? l4Protocols.tcp : l4Protocols.udp;
    to.l3OffsetBytes = l2;
    to.l3LengthBytes = l3;
    to.l4LengthBytes = l4;
    this.sent.goes(frame);
    if (this.driver.transmit(to) !== 'sent') {
      this.sent.stays(frame);
      return false;
    }
    this.host.sent++;
    this.host.sentBytes += to.lengthBytes;
    return true;
  }

  /** A frame comes from the network. False where the device did not take it. */
  arrive(shape: Omit<TaggedFrame, 'id'>): boolean {
    this.noticeQueues();
    const frame: TaggedFrame = { ...shape, id: ++this.#lastId };
    const incoming = this.#incoming;
    incoming.byte = 0;
    incoming.lengthBytes = writeFrame(frame, incoming.bytes, { from: 0, bytes: frame.payloadBytes });
    this.received.goes(frame);
    const { peer } = this.device.traffic;
    if (peer.receive(incoming)) {
      this.wire.in++;
      return true;
    }
    this.received.stays(frame);
    if (peer.carrier) this.wire.refused++;
    return false;
  }

  /** Longest payload that the driver's MTU lets a frame of this shape have. */
  fitting<Shape extends Omit<TaggedFrame, 'id'>>(shape: Shape): Shape {
    const room = Math.max(0, this.driver.adapter.mtu + 14 - frameBytes({ ...shape, id: 0, payloadBytes: 0 }));
    if (shape.segmentBytes > 0) return { ...shape, segmentBytes: Math.max(1, Math.min(shape.segmentBytes, room)) };
    return { ...shape, payloadBytes: Math.min(shape.payloadBytes, room) };
  }

  /** Begins a new life of the books where the driver has other queues. */
  noticeQueues(): void {
    const { queues } = this.driver.adapter;
    if (queues === this.#queues) return;
    this.#queues = queues;
    this.sent.beginLife();
    this.received.beginLife();
  }

  /** Other limits of the instance from now on. */
  limit(settings: LimitSettings): void {
    const { limits } = this.device.traffic;
    this.discarded += limits.waiting;
    limits.set(settings);
  }

  #complain(complaint: string): void {
    // Where a reset or the taking down of queues failed, the driver frees memory that the device uses still.
    if (!this.resetWatch.mayBeTorn) throw new Violation(complaint);
  }

  #forget(): void {
    this.discarded = 0;
    this.resets++;
    Object.assign(this.wire, { out: 0, in: 0, refused: 0 });
    this.sent.beginLife();
    this.received.beginLife();
  }

  #receive(frame: ReceivedFrame): void {
    const lengthBytes = frame.copyTo(this.#scratch, 0);
    this.host.received++;
    const { checksum } = this.received.comes(this.#scratch.bytes, 0, lengthBytes);
    if (frame.checksum === 'bad' && checksum === 'right') throw new Violation('a right checksum is said to be wrong');
    if (frame.checksum === 'good' && checksum === 'wrong') throw new Violation('a wrong checksum is said to be right');
  }
}
