import type { Fault } from '../../lab/faults/fault.ts';
import { layIn } from '../../lab/faults/laying.ts';
import { Machine } from '../../lab/machine.ts';
import { FaultDesk } from '../../lab/served/faultDesk.ts';
import type { Voice } from '../../lab/voices.ts';

const secondNs = 1e9;
/** How fine time passes: what is watched is looked at between. */
const sliceNs = 50e6;
/** An agent of the guest asks for the link's settings; a probe that failed is tried again. As of drills. */
const agentEveryNs = 10 * secondNs;
const probeAgainNs = 5 * secondNs;

/** A machine of the lab whose time passes as the wall's does, or some times as fast. */
export class Player {
  readonly voice: Voice;
  /** 0 lets it stand. */
  speed = 1;
  /** Told after each slice of time. */
  onSlice: (() => void) | undefined;
  #machine: Machine;
  #desk: FaultDesk<Fault>;
  #owedNs = 0;
  #agentNs = 0;
  #probeNs = 0;
  #seed: number;
  readonly #made: (machine: Machine) => void;

  /** `made` is called with each machine before it is switched on. */
  constructor(voice: Voice, seed: number, made: (machine: Machine) => void = () => {}) {
    this.voice = voice;
    this.#seed = seed;
    this.#made = made;
    this.#machine = new Machine(voice, {}, seed);
    this.#desk = this.#deskOf(this.#machine);
    made(this.#machine);
    this.#machine.load();
  }

  get machine(): Machine {
    return this.#machine;
  }

  get desk(): FaultDesk<Fault> {
    return this.#desk;
  }

  /** Switches the machine off and on. A fault is laid before the driver is loaded, on an adapter of its own making. */
  restart(fault?: Fault): void {
    this.#desk.liftAll();
    this.#machine = new Machine(this.voice, fault?.device, ++this.#seed);
    this.#desk = this.#deskOf(this.#machine);
    this.#owedNs = 0;
    this.#agentNs = 0;
    this.#probeNs = 0;
    this.#made(this.#machine);
    if (fault !== undefined) this.#desk.lay(fault);
    this.#machine.load();
  }

  /** Lets so much of the wall's time pass. */
  advance(realMs: number): void {
    this.#owedNs += realMs * 1e6 * this.speed;
    while (this.#owedNs >= sliceNs) {
      const { clock } = this.#machine.host;
      const beganNs = clock.nowNs();
      this.#machine.host.run(sliceNs);
      this.#attend();
      // A driver that is loaded anew takes its own time.
      this.#owedNs -= Math.max(sliceNs, clock.nowNs() - beganNs);
      this.onSlice?.();
    }
  }

  #deskOf(machine: Machine): FaultDesk<Fault> {
    return new FaultDesk<Fault>(machine.host.clock, (fault) => layIn(machine, fault));
  }

  /** What goes on in the guest by itself. */
  #attend(): void {
    const machine = this.#machine;
    const { driver, clock } = machine.host;
    const nowNs = clock.nowNs();
    if (!machine.isUp) {
      if (!machine.hasModule || nowNs - this.#probeNs < probeAgainNs) return;
      this.#probeNs = nowNs;
      machine.load();
      return;
    }
    if (nowNs - this.#agentNs < agentEveryNs || !driver.adapter.isRunning) return;
    this.#agentNs = nowNs;
    driver.linkSettings();
  }
}
