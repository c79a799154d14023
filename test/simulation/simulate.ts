import type { Limits } from '../../src/driver/voices.ts';
import { faultRow } from './faultRows.ts';
import { happen, healAll } from './happen.ts';
import { checkAlways, checkCounters, checkSlots, countedLosses } from './invariants.ts';
import { Violation } from './ledger.ts';
import type { Event, Story } from './story.ts';
import type { TaggedFrame } from './taggedFrame.ts';
import { World } from './world.ts';

/** What a run came to. */
export interface Outcome {
  readonly seed: number;
  /** Undefined: all held. */
  readonly violation: string | undefined;
  readonly log: readonly string[];
  readonly sent: number;
  readonly received: number;
  readonly lost: number;
  readonly resets: number;
  /** Faults of the device that were laid, and how often they struck. */
  readonly faults: number;
  readonly strikes: number;
  /** The adapter was dead in the end, explicably, and the driver was loaded anew. */
  readonly reloaded: boolean;
  readonly simulatedSeconds: number;
}

/** What a device and its driver take to set up anew, with a reset that was awaited in vain before. */
const setUpMs = 4000;

/**
 * Longest that a driver needs from the end of all faults until it is up again: its slowest watchdog gives twice the limit of
 * packets, or the stack's looks a limit late; a command may be awaited meanwhile, and the service comes once a second.
 */
const recoveryMs = ({ missingTxMs, stackWatchdogMs, keepAliveMs, adminCommandMs, serviceMs }: Limits): number =>
  Math.max(2 * missingTxMs, 2 * stackWatchdogMs, keepAliveMs) + adminCommandMs + 2 * serviceMs + setUpMs;

const probeFrame: Omit<TaggedFrame, 'id'> = {
  kind: 'udp',
  version: 4,
  payloadBytes: 22,
  segmentBytes: 0,
  checksum: 'right',
};

class Run {
  readonly world: World;
  readonly #story: Story;
  #happened: Event[] = [];
  reloaded = false;

  constructor(story: Story) {
    this.#story = story;
    this.world = new World(story);
  }

  play(): void {
    const { world } = this;
    this.#begin();
    const startNs = world.clock.nowNs();
    for (const event of this.#story.events) {
      world.runUntil(startNs + event.atMs * 1e6, this.#look);
      this.#happened.push(event);
      if (event.what === 'limits') world.wasLimited = true;
      happen(world, event);
      this.#look();
    }
    this.#end();
  }

  readonly #look = (): void => {
    this.world.noticeQueues();
    checkAlways(this.world);
  };

  #begin(): void {
    const { world } = this;
    const probed = world.finish(world.driver.probe(), 20, this.#look);
    if (probed !== 0) throw new Violation(`the driver does not find a healthy device: ${probed}`);
    const opened = world.finish(world.driver.open(), 20, this.#look);
    if (opened !== 0) throw new Violation(`the interface of a healthy device does not come up: ${opened}`);
  }

  #wait(seconds: number): void {
    this.world.runUntil(this.world.clock.nowNs() + seconds * 1e9, this.#look);
  }

  #end(): void {
    const { world } = this;
    healAll(world);
    this.#wait(recoveryMs(this.#story.voice.limits) / 1000);
    if (world.isSuspended) world.finish(world.driver.resume(), 20, this.#look);
    world.isSuspended = false;
    if (!world.driver.adapter.isRunning) {
      if (!world.resetWatch.mayBeDead) throw new Violation('the adapter is dead, and nothing explains it');
      this.#reload();
    }
    if (!world.driver.adapter.isUp) this.#takeUp();
    if (!this.#flows()) {
      if (!this.#mayGoUnnoticed()) throw new Violation('traffic does not flow, and the driver did not notice');
      world.finish(world.driver.close(), 20, this.#look);
      this.#takeUp();
      if (!this.#flows()) throw new Violation('traffic does not flow after the interface was down and up');
    }
    checkSlots(world);
    checkCounters(world);
    this.#remove();
  }

  #takeUp(): void {
    const { world } = this;
    const opened = world.finish(world.driver.open(), 20, this.#look);
    if (opened === 0) return;
    // Queues that could not be destroyed are in the way of new ones until the device is reset.
    if (!world.resetWatch.mayBeTorn) throw new Violation(`it does not come up: ${opened}`);
    this.#reload();
  }

  #remove(): void {
    const { world } = this;
    world.finish(world.driver.remove(), 30, this.#look);
    if (world.bus.usedBytes !== 0) throw new Violation(`${world.bus.usedBytes} bytes are in use after removal`);
  }

  #reload(): void {
    this.reloaded = true;
    checkCounters(this.world);
    this.#remove();
    // A device that was left in the middle of a reset listens to no driver: the operator resets the function.
    this.world.bus.resetFunction();
    this.world.load();
    this.#begin();
  }

  #mayGoUnnoticed(): boolean {
    const { does } = this.#story.voice;
    return this.#happened.some((event) => {
      if (event.what === 'no-pages' || event.what === 'no-memory') return !does.emptyRingCheck;
      if (event.what !== 'fault') return false;
      const { noticedBy } = faultRow(event.fault);
      const hasStruck = this.world.witness.always.hasStruck([event.fault]);
      return hasStruck && noticedBy !== undefined && (noticedBy === 'never' || !does[noticedBy]);
    });
  }

  /** Whether a frame of each queue arrives, and frames that come do. */
  #flows(): boolean {
    const { world } = this;
    // Frames that limits dropped do not come any more; those of now must.
    if (world.wasLimited) world.received.beginLife();
    // What a doorbell did not tell of is told of now, so that what is missing is missing.
    for (let round = 0; round < 3; round++) {
      for (const { id } of world.driver.adapter.queues) world.send(probeFrame, id, false);
      for (let i = 0; i < 16; i++) world.arrive(probeFrame);
      this.#wait(1);
    }
    const { queues } = world.driver.adapter;
    const isTransmitting = world.sent.missing <= countedLosses(world);
    const inFlight = queues.reduce((sum, { tx }) => sum + tx.slots.inFlight, 0);
    const isReceiving = world.received.missing === 0;
    return isTransmitting && isReceiving && inFlight === 0;
  }
}

/** Plays a story from beginning to end. The same story gives the same outcome. */
export const simulate = (story: Story): Outcome => {
  const run = new Run(story);
  let violation: string | undefined;
  try {
    run.play();
  } catch (error) {
    violation = error instanceof Violation ? error.message : String((error as Error).stack);
  }
  const { world, reloaded } = run;
  return {
    seed: story.seed,
    violation,
    log: world.log,
    sent: world.sent.went,
    received: world.received.came,
    lost: world.sent.lost + world.received.lost,
    resets: world.resets,
    faults: story.events.filter(({ what }) => what === 'fault').length,
    strikes: world.witness.strikes,
    reloaded,
    simulatedSeconds: world.clock.nowNs() / 1e9,
  };
};
