import type { CpuLoad, Place } from '../evidence/observation.ts';

/** Percent of time the hypervisor gave to others; from here on a second of work takes noticeably longer. */
const stealFrom = 10;
/** Percent of one CPU in softirq: from here on its poller is the bottleneck. */
const softirqFrom = 80;

export interface Starved {
  readonly what: string;
  readonly place: Place;
}

/** CPU figures (mpstat, /proc/stat, top, vmstat): the worst of them, where it is bad enough to starve the adapter. */
export class Loads {
  #worst: (Starved & { readonly percent: number }) | undefined;

  observe({ cpu, steal, softirq, place }: CpuLoad): void {
    const of = cpu === undefined ? '' : ` on CPU ${cpu}`;
    if (steal >= stealFrom) this.#note(steal, `${Math.round(steal)} % steal time${of}`, place);
    else if (softirq >= softirqFrom) this.#note(softirq / 2, `${Math.round(softirq)} % softirq time${of}`, place);
  }

  worst(): Starved | undefined {
    return this.#worst;
  }

  #note(percent: number, what: string, place: Place): void {
    if (this.#worst === undefined || percent > this.#worst.percent) this.#worst = { percent, what, place };
  }
}
