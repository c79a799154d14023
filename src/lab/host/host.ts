import { VirtualClock } from '../../bus/clock.ts';
import { InProcessBus } from '../../bus/inProcess.ts';
import type { DevicePort } from '../../bus/port.ts';
import { attachDevice, pciOf } from '../../device/attachDevice.ts';
import type { DeviceOptions } from '../../device/options.ts';
import { Driver, type DriverOptions, type ReceivedFrame } from '../../driver/driver.ts';
import type { Voice } from '../../driver/voices.ts';
import type { Job } from '../../driver/work.ts';
import { GuestClock } from './guestClock.ts';
import { guestPort } from './guestPort.ts';
import { noTroubles } from './guestTroubles.ts';
import { KernelLog } from './kernelLog.ts';

/** What a host is made of. */
export interface HostOptions {
  readonly voice: Voice;
  readonly device: DeviceOptions;
  /** Shared by hosts that see each other; it stands where the machine booted so long ago. */
  readonly clock?: VirtualClock;
  readonly driver?: DriverOptions;
  readonly slot?: string;
  readonly registersAddress?: number;
}

/** Packets a poller may take before others have their turn: the budget of the Linux kernel. */
const pollBudget = 64;
/** Room for the rings of a queue pair and all their packets; a CPU has one. */
const bytesPerCpu = 2 ** 24;
const usualCpus = 8;
const jobLimitNs = 120e9;

type LabDevice = ReturnType<ReturnType<typeof attachDevice>>;

/** A machine with one adapter, its driver and its kernel's log, in virtual time. */
export class Host {
  readonly clock: VirtualClock;
  readonly guestClock: GuestClock;
  readonly bus: InProcessBus;
  readonly device: LabDevice;
  readonly driver: Driver;
  readonly log: KernelLog;
  readonly troubles = noTroubles();
  readonly interfaceName: string;
  /** Hosts on the same clock that are to have their turn as time goes by. */
  readonly neighbours: Host[] = [];
  /** Reasons of the resets the device was told of, in order. */
  readonly resetReasons: number[] = [];
  /** Told of each frame that came; the frame is lent. */
  onFrame: ((frame: ReceivedFrame) => void) | undefined;

  constructor({ voice, device: options, clock, driver = {}, slot, registersAddress }: HostOptions) {
    this.clock = clock ?? new VirtualClock();
    this.guestClock = new GuestClock(this.clock);
    this.log = new KernelLog(() => this.clock.nowNs());
    this.interfaceName = driver.interfaceName ?? 'eth0';
    let device: LabDevice | undefined;
    const attach = (port: DevicePort) => {
      device = attachDevice(options)(port);
      return device;
    };
    const memoryBytes = bytesPerCpu * 2 ** Math.ceil(Math.log2(driver.cpus ?? usualCpus));
    const pci = { ...pciOf(options), ...(slot && { slot }), ...(registersAddress && { registersAddress }) };
    this.bus = new InProcessBus(attach, { clock: this.clock, memoryBytes, pci });
    this.device = device!;
    this.device.events = (event) => {
      if (event.kind === 'reset') this.resetReasons.push(event.reason);
    };
    const port = guestPort(this.bus.driver, this.guestClock, this.troubles);
    const stack = { receive: (frame: ReceivedFrame) => this.onFrame?.(frame) };
    this.driver = new Driver(port, voice, stack, this.log.print, { ...driver, interfaceName: this.interfaceName });
  }

  /** Delivers interrupts and runs pollers until there is nothing left to do at this moment. */
  serve(): void {
    const { troubles, bus, driver } = this;
    driver.adapter.troubles.outOfPages = troubles.outOfMemory;
    for (;;) {
      const rang = troubles.interruptsHeld ? 0 : bus.deliverInterrupts();
      const due = troubles.pollersStarved ? 0 : driver.duePollers;
      if (due > 0) driver.poll(pollBudget);
      if (rang === 0 && due === 0) return;
    }
  }

  /** Lets time pass. */
  run(spanNs: number): void {
    const endNs = this.clock.nowNs() + spanNs;
    this.#serveAll();
    while (this.clock.step(endNs)) this.#serveAll();
    this.clock.runUntil(endNs);
  }

  /** Lets time pass until the job is done. Undefined when it does not end within two minutes. */
  finish<T>(job: Job<T>): T | undefined {
    const endNs = this.clock.nowNs() + jobLimitNs;
    this.#serveAll();
    while (!job.isDone && this.clock.step(endNs)) this.#serveAll();
    return job.result;
  }

  #serveAll(): void {
    this.serve();
    for (const neighbour of this.neighbours) neighbour.serve();
  }

  /** Loads the driver, where that was not done, and brings the interface up. The driver's error, or 0. */
  start(): number | undefined {
    const probed = this.driver.adapter.isRegistered ? 0 : this.finish(this.driver.probe());
    return probed === 0 ? this.finish(this.driver.open()) : probed;
  }
}
