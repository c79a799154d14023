import type { AgentState } from './agentState.ts';
import type { Blindness } from './blindness.ts';
import { keep } from './memory.ts';
import type { Outbox } from './outbox.ts';
import type { StateStore } from './stateFile.ts';
import type { Subscribers } from './subscribers.ts';

export interface DeliveryOptions {
  readonly outbox: Outbox;
  readonly subscribers: Subscribers;
  readonly store: StateStore | undefined;
  readonly blindness: Blindness;
  /** All that has to be known after a restart, as it is now. */
  stateOf(): AgentState;
}

/** Tells what happened, so that a restart neither loses nor repeats it. */
export class Delivery {
  readonly #options: DeliveryOptions;

  constructor(options: DeliveryOptions) {
    this.#options = options;
  }

  /**
   * What waits is kept before it is told, so that it is not lost, and after, so that it is not told again. An agent that
   * dies right in between tells it again under the same number. Never rejects.
   */
  async deliver(): Promise<void> {
    const { outbox, subscribers } = this.#options;
    if (outbox.waiting.length === 0) return;
    await this.keep();
    for (const told of outbox.waiting) subscribers.tell((each) => each.happened?.(told));
    outbox.empty();
    await this.keep();
  }

  /** Keeps the state as it is. Never rejects. */
  keep(): Promise<void> {
    const { store, blindness, stateOf } = this.#options;
    return keep(store, stateOf(), blindness);
  }
}
