import { type Diagnosis, openDiagnosis } from '../diagnosis/diagnosis.ts';
import type { Report } from '../diagnosis/report.ts';
import type { Observation } from '../evidence/observation.ts';

/** What stays true when an episode ends: who the adapters are and what drives them. */
const standing: ReadonlySet<Observation['kind']> = new Set(['pci', 'driver', 'settings', 'system']);

const keyOf = (seen: Observation): string =>
  [
    seen.kind,
    'pci' in seen ? seen.pci : '',
    'interface' in seen ? seen.interface : '',
    'of' in seen ? seen.of : '',
  ].join('|');

/**
 * A case of the doctor that is open while something goes on. When all is quiet the next one begins with what stays true,
 * so that memory stays bounded and rates are those of the present, not of the year.
 */
export class Episode {
  #diagnosis: Diagnosis = openDiagnosis({ points: 0 });
  readonly #standing = new Map<string, Observation>();
  #isFresh = true;

  /** Nothing but what stays true was observed. */
  get isFresh(): boolean {
    return this.#isFresh;
  }

  observe(seen: Observation): void {
    if (standing.has(seen.kind)) this.#standing.set(keyOf(seen), seen);
    else this.#isFresh = false;
    this.#diagnosis.observe(seen);
  }

  /** What the doctor says of it so far. */
  report(): Report {
    return this.#diagnosis.report([]);
  }

  /** Lets go of what is over. */
  beginAnew(): void {
    if (this.#isFresh) return;
    this.#diagnosis = openDiagnosis({ points: 0 });
    for (const seen of this.#standing.values()) this.#diagnosis.observe(seen);
    this.#isFresh = true;
  }

  /** The adapter is gone, and what was known of it. */
  forget(pci: string): void {
    for (const [key, seen] of this.#standing) if ('pci' in seen && seen.pci === pci) this.#standing.delete(key);
  }
}
