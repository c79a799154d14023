import type { Alarm } from '../../bus/clock.ts';
import type { Adapter } from '../adapter.ts';
import { readVersions } from '../control/deviceInit.ts';
import { Errno } from '../control/errno.ts';
import { resetAdapter } from '../reset/resetAdapter.ts';
import { tellTrigger } from '../reset/tellTrigger.ts';
import { Worker } from '../work.ts';
import { watchAdminQueue, watchKeepAlive } from './keepAliveWatch.ts';
import { watchLostInterrupts, watchRxRings } from './rxWatch.ts';
import { StackWatchdog } from './stackWatch.ts';
import { watchTx } from './txWatch.ts';

const secondNs = 1e9;

/** The kernel lets timers of about a second ring at full seconds, together: a quarter down, the rest up. */
const roundedToSecond = (timeNs: number, nowNs: number): number => {
  const within = timeNs % secondNs;
  const rounded = within < secondNs / 4 ? timeNs - within : timeNs - within + secondNs;
  return rounded <= nowNs ? timeNs : rounded;
};

/** Looks after the adapter once a second, and begins the resets that were asked for. */
export class ServiceTimer {
  readonly #adapter: Adapter;
  readonly #alarm: Alarm;
  readonly #stackAlarm: Alarm;
  readonly #stackWatchdog: StackWatchdog;
  /** Asks whether the device answers, beside what configuration goes on. */
  readonly #probes: Worker;

  constructor(adapter: Adapter) {
    this.#adapter = adapter;
    this.#alarm = adapter.clock.createAlarm(() => this.#check());
    this.#stackAlarm = adapter.clock.createAlarm(() => this.#lookAtStack());
    this.#stackWatchdog = new StackWatchdog(adapter);
    this.#probes = new Worker(adapter.clock);
  }

  /** Begins, or goes on after a reset. */
  start(): void {
    const { clock, voice } = this.#adapter;
    const nowNs = clock.nowNs();
    this.#alarm.ringAt(roundedToSecond(nowNs + voice.limits.serviceMs * 1e6, nowNs));
    if (this.#stackAlarm.dueNs === undefined) this.#armStack();
  }

  /** Ends; a reset does so until the adapter is restored. */
  stop(): void {
    this.#alarm.cancel();
  }

  /** Ends for good. */
  close(): void {
    this.stop();
    this.#stackAlarm.cancel();
    this.#probes.drop();
  }

  #armStack(): void {
    // The stack looks as often as its limit is long.
    const { limits } = this.#adapter;
    this.#stackAlarm.ringIn(limits.stackWatchdogMs * 1e6);
  }

  #lookAtStack(): void {
    this.#stackWatchdog.look();
    this.#armStack();
  }

  #check(): void {
    const adapter = this.#adapter;
    watchKeepAlive(adapter);
    watchAdminQueue(adapter);
    watchLostInterrupts(adapter);
    watchTx(adapter);
    watchRxRings(adapter);
    if (!adapter.reset.isPending) this.start();
    else if (adapter.voice.does.livenessProbe) this.#probeAndReset();
    else this.#reset();
  }

  #probeAndReset(): void {
    const adapter = this.#adapter;
    this.#probes.run(
      () => readVersions(adapter),
      (errno) => {
        // Somebody put the adapter to sleep or took it away meanwhile.
        if (!adapter.isRunning || !adapter.reset.isPending) return;
        if (errno !== Errno.time) return this.#reset();
        adapter.speech.say('resetPostponed');
        this.start();
      },
    );
  }

  #reset(): void {
    const adapter = this.#adapter;
    if (!adapter.voice.does.dumpsInResetWork) tellTrigger(adapter);
    adapter.configuration.run(
      () => resetAdapter(adapter),
      (restored) => {
        if (restored) this.start();
      },
    );
  }
}
