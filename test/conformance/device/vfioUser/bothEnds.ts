import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Patience } from '../../../../src/bus/vfioUser/connection.ts';
import { DeviceServer, type ServerEvent } from '../../../../src/bus/vfioUser/server.ts';
import { ClientMachine, type ClientMachineOptions } from '../../../../src/bus/vfioUser/testing/clientMachine.ts';
import { FollowingClock } from '../../../../src/bus/workerClock.ts';
import { attachDevice, pciOf } from '../../../../src/device/attachDevice.ts';
import type { DataPath } from '../../../../src/device/dataPath/index.ts';
import type { Device } from '../../../../src/device/device.ts';
import type { DeviceOptions } from '../../../../src/device/options.ts';
import { loadSystemCalls } from '../../../../src/native/systemCalls.ts';
import type { Attach } from '../rig.ts';
import { TinyDriver } from '../tinyDriver.ts';

/** BAR2 is small here: each store to a register has to look through all of it. */
const llqBytes = 2 ** 18;
const stepMs = 1;

export type MachineOptions = Partial<Omit<ClientMachineOptions, 'path' | 'clock' | 'wait'>>;

/** A served device and machines that connect to it, in one thread and on a clock that is turned: whoever waits for the other end lets it work. */
export class BothEnds {
  readonly calls: Awaited<ReturnType<typeof loadSystemCalls>>;
  readonly server: DeviceServer;
  readonly device: Device<DataPath>;
  readonly events: ServerEvent[] = [];
  readonly path: string;
  nowMs = 0;
  readonly #folder = mkdtempSync(join(tmpdir(), 'enakit-vfio-user-'));
  readonly #clock = new FollowingClock(() => this.nowMs * 1e6);
  #machines: ClientMachine[] = [];

  constructor(calls: BothEnds['calls'], options: DeviceOptions) {
    this.calls = calls;
    this.path = join(this.#folder, 'device');
    const attach = attachDevice(options);
    let device!: Device<DataPath>;
    const patience: Patience = () => {
      for (const { socket } of this.#machines) socket.pump();
    };
    this.server = new DeviceServer(calls, {
      path: this.path,
      attach: (port) => {
        device = attach(port);
        return device;
      },
      clock: this.#clock,
      pci: pciOf(options),
      llqBytes,
      patience,
      onEvent: (event) => void this.events.push(event),
    });
    this.device = device;
  }

  /** A machine that has greeted and shared its memory. */
  connect(options: MachineOptions = {}): ClientMachine {
    const wait = () => void this.server.turn(0);
    const machine = new ClientMachine(this.calls, { path: this.path, clock: this.#clock, wait, ...options });
    this.#machines.push(machine);
    return machine;
  }

  /** Goes away, and lets the server see it. */
  disconnect(machine: ClientMachine): void {
    this.#machines = this.#machines.filter((other) => other !== machine);
    machine.close();
    this.settle();
  }

  /** Lets the server do all there is to do. */
  settle(): void {
    while (this.server.turn(0));
  }

  /** Lets time go by until the condition holds. */
  until(machine: ClientMachine, condition: () => boolean, limitMs: number): boolean {
    const endMs = this.nowMs + limitMs;
    for (;;) {
      this.settle();
      machine.deliverInterrupts();
      if (condition()) return true;
      if (this.nowMs >= endMs) return false;
      this.nowMs = Math.min(this.nowMs + stepMs, endMs);
    }
  }

  async close(): Promise<void> {
    for (const machine of this.#machines) machine.close();
    await this.server.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

export const openBothEnds = async (options: DeviceOptions): Promise<BothEnds> =>
  new BothEnds(await loadSystemCalls(), options);

/** A device at the far end of a socket, for the suite. */
export const attachOverSocket =
  (machineOptions: MachineOptions = {}): Attach =>
  async (options) => {
    const ends = await openBothEnds(options);
    const machine = ends.connect(machineOptions);
    return {
      port: machine.driver,
      device: ends.device,
      until: async (condition, limitMs) => ends.until(machine, condition, limitMs),
      close: () => ends.close(),
    };
  };

/** How many descriptors this process has open. */
export const openDescriptors = (): number => readdirSync('/proc/self/fd').length;

/** A driver of a few lines on a machine. */
export const driverOn = (both: BothEnds, machine: ClientMachine): TinyDriver =>
  new TinyDriver({
    port: machine.driver,
    device: both.device,
    until: async (condition, limitMs) => both.until(machine, condition, limitMs),
    close: () => {},
  });

/** Why clients went, in order. */
export const partings = ({ events }: BothEnds): string[] =>
  events.flatMap((event) => (event.kind === 'disconnected' ? [event.why] : []));
