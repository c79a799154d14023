import type { DriverPort } from '../bus/port.ts';
import { Adapter } from './adapter.ts';
import { Errno } from './control/errno.ts';
import * as ethtool from './ethtool/queries.ts';
import type { Log } from './log.ts';
import type { DriverOptions, NetworkStack } from './options.ts';
import { freeReports, probeAdapter } from './probe.ts';
import { interfaceDown, interfaceUp } from './queues/bringUp.ts';
import type { TxFrame, TxVerdict } from './queues/txFrame.ts';
import { destroyAdapter } from './reset/destroyAdapter.ts';
import { Reason } from './reset/reasons.ts';
import { restoreAdapter } from './reset/restoreAdapter.ts';
import { tellCounters } from './reset/tellTrigger.ts';
import { watchAdminQueue } from './service/keepAliveWatch.ts';
import { ServiceTimer } from './service/serviceTimer.ts';
import type { Voice } from './voices.ts';
import type { Job, Steps } from './work.ts';

export type { LogRecord } from './log.ts';
export type { DriverOptions, NetworkStack } from './options.ts';
export { type ChecksumVerdict, ReceivedFrame } from './queues/receivedFrame.ts';
export { TxFrame, type TxVerdict } from './queues/txFrame.ts';

/**
 * A driver of one adapter. It acts when the host lets it: `poll` runs its pollers, the bus delivers its interrupts, its
 * clock lets time pass. Each change of configuration is a job that may take time; they run one after the other.
 */
export class Driver {
  /** All that is known, for tests, tools and the lab. */
  readonly adapter: Adapter;
  readonly #service: ServiceTimer;

  constructor(port: DriverPort, voice: Voice, stack: NetworkStack, log: Log, options: DriverOptions = {}) {
    this.adapter = new Adapter(port, voice, stack, log, options);
    this.#service = new ServiceTimer(this.adapter);
  }

  /** Finds the device. The job's result is 0 or an error; `EPROBE_DEFER` asks to be called again later. */
  probe(): Job<number> {
    return this.#run(
      () => probeAdapter(this.adapter),
      (errno) => {
        if (errno === 0) this.#service.start();
      },
    );
  }

  /** Brings the interface up. */
  open(): Job<number> {
    return this.#run(() => this.#open());
  }

  /** Takes it down. A broken admin queue, or a reset that was asked for, is set right at once. */
  close(): Job<void> {
    return this.#run(() => this.#close());
  }

  /** Gives a frame to its queue. Allocates nothing. */
  transmit(frame: TxFrame): TxVerdict {
    const { adapter } = this;
    if (!adapter.isUp) return 'dropped';
    const pair = adapter.queues[frame.queue];
    return pair === undefined ? 'dropped' : pair.tx.transmit(frame);
  }

  /** Whether a queue stopped, so that frames for it must wait. */
  isStopped(queue: number): boolean {
    return this.adapter.queues[queue]?.tx.isStopped ?? true;
  }

  /** Pollers that are due. A host that does not call `poll` starves them. */
  get duePollers(): number {
    return this.adapter.due.length;
  }

  /** Runs pollers that are due until about `budget` packets were taken. Says how many. */
  poll(budget: number = Number.POSITIVE_INFINITY): number {
    const { due } = this.adapter;
    let taken = 0;
    // One round at most: those that have work left wait for the next call.
    for (let left = due.length; left > 0 && taken < budget; left--) taken += due.shift()?.poll() ?? 0;
    return taken;
  }

  statistics(): Job<ethtool.NamedValue[]> {
    return this.#run(() => ethtool.statistics(this.adapter));
  }

  linkSettings() {
    return this.#run(() => ethtool.linkSettings(this.adapter));
  }

  get driverInfo() {
    return ethtool.driverInfo(this.adapter);
  }

  get rings() {
    return ethtool.rings(this.adapter);
  }

  get channels() {
    return ethtool.channels(this.adapter);
  }

  get coalescing() {
    return ethtool.coalescing(this.adapter);
  }

  get rss() {
    return ethtool.rss(this.adapter);
  }

  setRings(wanted: { tx?: number; rx?: number }): Job<number> {
    return this.#run(() => ethtool.setRings(this.adapter, wanted));
  }

  setChannels(combined: number): Job<number> {
    return this.#run(() => ethtool.setChannels(this.adapter, combined));
  }

  setCoalescing(wanted: { txUs?: number; rxUs?: number }): number {
    return ethtool.setCoalescing(this.adapter, wanted);
  }

  setRss(wanted: { table?: readonly number[]; key?: Uint8Array }): Job<number> {
    return this.#run(() => ethtool.setRss(this.adapter, wanted));
  }

  setMtu(mtu: number): Job<number> {
    return this.#run(() => ethtool.setMtu(this.adapter, mtu));
  }

  /** Puts the adapter to sleep. A reset that was asked for is dropped, with a line. */
  suspend(): Job<number> {
    return this.#run(() => this.#suspend());
  }

  /** Wakes it. */
  resume(): Job<number> {
    return this.#run(() => this.#resume());
  }

  /** Leaves the device. Everything is given back to the bus, whatever state things are in. */
  remove(): Job<void> {
    return this.#run(() => this.#remove());
  }

  #run<T>(steps: () => Steps<T>, done?: (result: T) => void): Job<T> {
    return this.adapter.configuration.run(steps, done);
  }

  *#open(): Steps<number> {
    const { adapter } = this;
    if (!adapter.isRunning) return Errno.noDevice;
    if (adapter.isUp) return 0;
    const errno = yield* interfaceUp(adapter);
    adapter.isWantedUp = errno === 0;
    return errno;
  }

  *#close(): Steps<void> {
    const { adapter } = this;
    adapter.isWantedUp = false;
    if (!adapter.isUp) return;
    yield* interfaceDown(adapter);
    if (!adapter.voice.does.recoversOnClose) return;
    // A reset that was asked for is done by now and has stopped the admin queue, which older versions take for its reason.
    watchAdminQueue(adapter);
    if (!adapter.reset.isPending) return;
    adapter.speech.say('closeRestarts');
    tellCounters(adapter);
    this.#service.stop();
    yield* destroyAdapter(adapter, { isGraceful: false });
    if ((yield* restoreAdapter(adapter)) === 0) this.#service.start();
  }

  *#suspend(): Steps<number> {
    const { adapter } = this;
    if (!adapter.voice.does.suspend) return Errno.notSupported;
    adapter.counters.count('suspend');
    if (adapter.reset.isPending) adapter.speech.say('suspendIgnoresReset');
    adapter.reset.isPending = false;
    adapter.reset.reason = Reason.normal;
    this.#service.stop();
    yield* destroyAdapter(adapter, { isGraceful: true });
    return 0;
  }

  *#resume(): Steps<number> {
    const { adapter } = this;
    adapter.counters.count('resume');
    const errno = yield* restoreAdapter(adapter);
    if (errno === 0) this.#service.start();
    return errno;
  }

  *#remove(): Steps<void> {
    const { adapter } = this;
    this.#service.close();
    adapter.isWantedUp = false;
    adapter.isRegistered = false;
    adapter.reset.isPending = false;
    adapter.reset.reason = adapter.voice.does.shutdownReason ? Reason.shutdown : Reason.normal;
    yield* destroyAdapter(adapter, { isGraceful: true });
    freeReports(adapter);
    adapter.isRunning = false;
    adapter.port.leave();
  }
}
