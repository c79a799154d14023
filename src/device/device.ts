import type { DeviceEnd, DevicePort } from '../bus/port.ts';
import { directions } from '../spec/wire/admin/queues.ts';
import { type AreaName, areaIndex, areas } from '../spec/wire/areas.ts';
import {
  isWritable,
  type ReadableRegister,
  registerAt,
  unanswered,
  type WritableRegister,
} from '../spec/wire/registers.ts';
import { type Adapter, ManagementInterrupt } from './adapter.ts';
import { AdminQueue } from './admin/adminQueue.ts';
import { DeviceControl } from './deviceControl.ts';
import { Announcements } from './events/announcements.ts';
import { EventQueue } from './events/eventQueue.ts';
import { KeepAlive } from './events/keepAlive.ts';
import type { ControlFaults } from './faults.ts';
import { readDebugArea, readHostInfo } from './hostMemory.ts';
import type { DeviceListener, HostInfo } from './observation.ts';
import type { DeviceOptions } from './options.ts';
import type { Parts } from './parts.ts';
import { QueueCensus } from './queueCensus.ts';
import { heardInReset, readersOf, writersOf } from './registerFile.ts';
import { RegisterReads, readableAt } from './registerReads.ts';
import { ResetHandshake } from './resetHandshake.ts';
import type { TrafficEngine } from './seam.ts';
import { initialSettings } from './settings.ts';

/** Offset where the registers of queues begin. */
const queueRegisters = Math.min(...Object.values(areas).map(({ base }) => base));
const areaRows = Object.entries(areas).map(([name, area]) => ({ name: name as AreaName, area }));

/** An adapter, at a port. The driver has the registers; the rest is for whoever runs it. */
export class Device<Traffic extends TrafficEngine = TrafficEngine> implements DeviceEnd {
  readonly options: DeviceOptions;
  readonly traffic: Traffic;
  /** Faults of the control path, to be laid and cleared. Those of the data path are the data path's. */
  readonly faults: ControlFaults = {};
  /** What the device tells its driver of itself. */
  readonly announce: Announcements;
  readonly #adapter: Adapter;
  readonly #parts: Parts;
  /** The driver was told of the link. */
  #greeted = false;
  readonly #readers: Readonly<Record<ReadableRegister, () => number>>;
  readonly #writers: Readonly<Record<WritableRegister, (value: number) => void>>;

  constructor(port: DevicePort, options: DeviceOptions, traffic: Traffic) {
    this.options = options;
    this.traffic = traffic;
    const adapter: Adapter = {
      port,
      options,
      traffic,
      faults: this.faults,
      listener: undefined,
      settings: initialSettings(options),
      queues: new QueueCensus(),
      linkUp: true,
      hints: options.hints,
      interrupt: new ManagementInterrupt(port),
      heard: () => this.#greet(),
    };
    this.#adapter = adapter;
    const admin = new AdminQueue(adapter);
    const events = new EventQueue(adapter);
    this.announce = new Announcements(adapter, events);
    const handshake = new ResetHandshake({
      clock: port.clock,
      faults: this.faults,
      resetTimeMs: options.resetTimeMs,
      begin: () => this.#forget(),
      end: () => adapter.listener?.({ kind: 'reset-end' }),
    });
    this.#parts = {
      adapter,
      admin,
      events,
      control: new DeviceControl(adapter, admin, handshake),
      keepAlive: new KeepAlive(adapter, this.announce),
      reads: new RegisterReads(adapter, () => !handshake.isRunning),
    };
    this.#readers = readersOf(this.#parts);
    this.#writers = writersOf(this.#parts, (offset) => this.#observedRead(offset));
  }

  /** Who is told what happens on the control path; undefined costs nothing. */
  get events(): DeviceListener | undefined {
    return this.#adapter.listener;
  }

  set events(listener: DeviceListener | undefined) {
    this.#adapter.listener = listener;
  }

  /** Whether the device says its link is up. `announce.link` changes it. */
  get isLinkUp(): boolean {
    return this.#adapter.linkUp;
  }

  /** How many submission queues stand. */
  get queues(): { readonly tx: number; readonly rx: number } {
    const { queues } = this.#adapter;
    return { tx: queues.submission(directions.tx).size, rx: queues.submission(directions.rx).size };
  }

  /** What the guest says of itself at present; undefined before it did. */
  get host(): HostInfo | undefined {
    const { settings, port } = this.#adapter;
    return settings.host && readHostInfo(port.dma, settings.host);
  }

  /** A copy of what the driver left for a post-mortem; undefined where it offered no place for that. */
  get debugArea(): Uint8Array | undefined {
    const { settings, port } = this.#adapter;
    return settings.host && readDebugArea(port.dma, settings.host);
  }

  /** The device breaks: its status says so until the next reset, and an event, which no driver acts on. */
  fail(): void {
    this.#parts.control.hasFailed = true;
    this.announce.fatalError();
  }

  read32(offset: number): number {
    if (this.options.registerReads === 'plain') return this.#observedRead(offset) ?? unanswered;
    return this.#value(offset);
  }

  write32(offset: number, bits: number): void {
    if (offset >= queueRegisters) {
      this.#ring(offset, bits);
      return;
    }
    const value = bits >>> 0;
    const register = registerAt(offset);
    this.#adapter.listener?.({ kind: 'register-write', register, offset, value });
    if (register === undefined || !isWritable(register)) return;
    if (this.#parts.control.handshake.isRunning || heardInReset.has(register)) this.#writers[register](value);
  }

  powerOn(): void {
    this.#forget();
    this.#parts.control.handshake.powerOn();
    this.#adapter.listener?.({ kind: 'power-on' });
  }

  #value(offset: number): number {
    const register = readableAt(offset);
    return register === undefined ? 0 : this.#readers[register]() >>> 0;
  }

  /** A driver's read; undefined where a fault swallows it. */
  #observedRead(offset: number): number | undefined {
    const value = this.#parts.reads.isLost(readableAt(offset)) ? undefined : this.#value(offset);
    this.#adapter.listener?.({ kind: 'register-read', register: registerAt(offset), offset, value });
    return value;
  }

  /** A queue's register. Per packet, so nothing is made here. */
  #ring(offset: number, value: number): void {
    const { traffic } = this;
    for (let i = 0; i < areaRows.length; i++) {
      const { name, area } = areaRows[i]!;
      const index = areaIndex(area, offset);
      if (index < 0) continue;
      if (name === 'interrupt') traffic.interruptControl(index, value);
      else traffic.doorbell(name, index, value);
      return;
    }
  }

  /**
   * No driver asks for the link, so it is told to each once, as soon as it listens to such events: some open the queue first
   * and choose groups later. From the opening on the device shows that it lives.
   */
  #greet(): void {
    const { events, keepAlive } = this.#parts;
    if (events.isOpen) keepAlive.begin();
    if (this.#greeted || !events.isHeard('linkChange')) return;
    this.#greeted = true;
    this.announce.presentLink();
  }

  #forget(): void {
    const { admin, events, reads, keepAlive, control } = this.#parts;
    const { traffic, queues, interrupt, options } = this.#adapter;
    for (const part of [admin, events, reads, control, queues]) part.forget();
    keepAlive.end();
    this.#greeted = false;
    interrupt.reset();
    this.#adapter.settings = initialSettings(options);
    traffic.reset();
    traffic.setInterruptModeration(options.moderationResolutionUs);
    traffic.setMtu(options.maxMtu);
  }
}
