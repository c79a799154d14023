import { setTimeout } from 'node:timers/promises';
import { createEvent, signalEvent, takeEvent } from './eventDescriptor.ts';
import { Readiness, readable } from './readiness.ts';
import { loadSystemCalls, type SystemCalls } from './systemCalls.ts';

interface Bell {
  readonly calls: SystemCalls;
  /** Ends a wait before its time: `process.exit` waits for the thread that waits. */
  readonly event: number;
  readonly readiness: Readiness;
}

/** Waits for a descriptor that Node.js cannot wait for, such as `/dev/kmsg`, without standing still. */
export class Awaiter {
  readonly #descriptor: number;
  #bell: Promise<Bell | undefined> | undefined;
  /** A wait that was ended, whose thread may not know yet. */
  #before: Promise<void> = Promise.resolve();

  /** @param descriptor stays with the caller, who closes this first */
  constructor(descriptor: number) {
    this.#descriptor = descriptor;
  }

  /** Until it can be read, until the signal, and so long at most; where C cannot be called, so long. Never rejects. */
  async wait(limitMs: number, signal: AbortSignal): Promise<void> {
    this.#bell ??= this.#open();
    const bell = await this.#bell;
    await this.#before;
    if (signal.aborted) return;
    this.#before = bell === undefined ? sleep(limitMs, signal) : waitOn(bell, limitMs, signal);
    await this.#before;
  }

  /** No wait may be under way. */
  close(): void {
    void this.#bell?.then((bell) => bell?.calls.close(bell.event));
    this.#bell = Promise.resolve(undefined);
  }

  async #open(): Promise<Bell | undefined> {
    try {
      const calls = await loadSystemCalls();
      const event = createEvent(calls);
      const awaited = [this.#descriptor, event].map((descriptor) => ({ descriptor, events: readable }));
      return { calls, event, readiness: new Readiness(calls, awaited) };
    } catch {
      return undefined;
    }
  }
}

const sleep = (limitMs: number, signal: AbortSignal): Promise<void> =>
  setTimeout(limitMs, undefined, { signal }).catch(() => {});

const waitOn = async ({ calls, event, readiness }: Bell, limitMs: number, signal: AbortSignal): Promise<void> => {
  const ring = () => signalEvent(calls, event);
  signal.addEventListener('abort', ring, { once: true });
  try {
    await readiness.waitAside(limitMs);
  } finally {
    signal.removeEventListener('abort', ring);
    takeEvent(calls, event);
  }
};
