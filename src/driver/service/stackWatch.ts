import type { Adapter } from '../adapter.ts';
import type { QueuePair } from '../queues/queuePair.ts';
import { Reason } from '../reset/reasons.ts';
import { requestReset } from '../reset/requestReset.ts';

/** What a driver does when the stack calls it for a queue that stands. */
const onTxTimeout = (adapter: Adapter, pair: QueuePair): void => {
  const { reset, counters, speech, limits, voice, clock } = adapter;
  if (reset.isPending) return;
  counters.count('tx_timeout');
  const sinceNapiUs = Math.floor((clock.nowNs() - pair.lastPollNs) / 1000);
  const thresholdUs = limits.stackWatchdogMs * 1000;
  speech.say('txPaused', {
    queue: pair.id,
    thresholdUs,
    sinceNapiUs,
    napiScheduled: pair.isScheduled ? 1 : 0,
    cpu: pair.id,
    sinceInterruptMs: adapter.sinceMs(pair.lastInterruptNs),
  });
  const isStarved = voice.does.suspectsStarvation && pair.isScheduled && sinceNapiUs > thresholdUs;
  if (isStarved) speech.say('pollStarved');
  requestReset(adapter, isStarved ? Reason.pollStarvation : Reason.stackWatchdog);
};

/** The network stack's own watchdog: it calls the driver for a queue that stood for too long. */
export class StackWatchdog {
  readonly #adapter: Adapter;
  #hasSplattered = false;

  constructor(adapter: Adapter) {
    this.#adapter = adapter;
  }

  /** One look at all queues, as the stack takes it each time its limit has gone by. */
  look(): void {
    const adapter = this.#adapter;
    const { limits, speech, clock } = adapter;
    if (!adapter.isUp || !adapter.hasCarrier) return;
    const nowNs = clock.nowNs();
    const pair = adapter.queues.find(
      ({ tx }) => tx.isStopped && nowNs - tx.lastTransmitNs >= limits.stackWatchdogMs * 1e6,
    );
    if (pair === undefined) return;
    const silenceMs = adapter.sinceMs(pair.tx.lastTransmitNs);
    const values = { interface: adapter.options.interfaceName, driver: 'ena', queue: pair.id, silenceMs, cpu: pair.id };
    // Older kernels print a warning with a trace, once since boot; newer ones a line, each time.
    if (!this.#hasSplattered) speech.say('stackWatchdog', values);
    this.#hasSplattered = true;
    speech.say('stackWatchdogOfInterface', values);
    onTxTimeout(adapter, pair);
  }
}
