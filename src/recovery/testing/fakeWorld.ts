import type { AutoScalingInstance, Image, Instance, Snapshot, Volume } from '../../evidence/ec2/shapes.ts';
import type { Clock } from '../clock.ts';

type Changeable<T> = { -readonly [Key in keyof T]: T[Key] };

export interface FakeState {
  readonly instances: Map<string, Changeable<Instance>>;
  readonly volumes: Map<string, Changeable<Volume>>;
  readonly snapshots: Map<string, Changeable<Snapshot> & { tag?: string }>;
  readonly images: Map<string, Changeable<Image>>;
  readonly members: Map<string, Changeable<AutoScalingInstance>>;
  /** Instances whose status checks pass. */
  readonly answering: Set<string>;
  readonly protected: Set<string>;
  readonly tokens: Map<string, string>;
}

/** A clock that only moves when somebody sleeps. */
export class FakeClock implements Clock {
  #nowMs = Date.parse('2026-11-23T12:00:00Z');

  nowMs(): number {
    return this.#nowMs;
  }

  async sleep(ms: number): Promise<void> {
    this.#nowMs += ms;
  }

  random(): number {
    return 0.5;
  }
}

const empty = (): FakeState => ({
  instances: new Map(),
  volumes: new Map(),
  snapshots: new Map(),
  images: new Map(),
  members: new Map(),
  answering: new Set(),
  protected: new Set(),
  tokens: new Map(),
});

/** What EC2 holds, as it is and as those see it who lag behind. */
export class FakeWorld {
  readonly clock: FakeClock;
  /** How far answers to Describe calls lie behind. */
  lagMs = 0;
  readonly now: FakeState = empty();
  #due: { readonly atMs: number; readonly happen: (state: FakeState) => void }[] = [];
  readonly #past: { readonly sinceMs: number; readonly state: FakeState }[] = [];

  constructor(clock: FakeClock) {
    this.clock = clock;
  }

  /** Something happens by itself after a while. */
  later(afterMs: number, happen: (state: FakeState) => void): void {
    this.#due.push({ atMs: this.clock.nowMs() + afterMs, happen });
  }

  change(how: (state: FakeState) => void): void {
    this.catchUp();
    how(this.now);
    this.#remember(this.clock.nowMs());
  }

  catchUp(): void {
    const nowMs = this.clock.nowMs();
    for (;;) {
      const [next] = this.#due.filter(({ atMs }) => atMs <= nowMs).sort((a, b) => a.atMs - b.atMs);
      if (next === undefined) return;
      this.#due = this.#due.filter((each) => each !== next);
      next.happen(this.now);
      this.#remember(next.atMs);
    }
  }

  /** The world as Describe calls see it. */
  seen(): FakeState {
    this.catchUp();
    const untilMs = this.clock.nowMs() - this.lagMs;
    return this.#past.findLast(({ sinceMs }) => sinceMs <= untilMs)?.state ?? this.#past[0]?.state ?? this.now;
  }

  #remember(sinceMs: number): void {
    this.#past.push({ sinceMs, state: structuredClone(this.now) });
  }
}
