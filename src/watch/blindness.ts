/** What cannot be seen at present. Each is told when it begins and when it is over, not in between. */
export class Blindness {
  readonly #tell: (what: string) => void;
  readonly #sentences: Map<string, string>;

  /** @param known what was told by the agent before, by key */
  constructor(tell: (what: string) => void, known: Readonly<Record<string, string>> = {}) {
    this.#tell = tell;
    this.#sentences = new Map(Object.entries(known));
  }

  get sentences(): readonly string[] {
    return [...new Set(this.#sentences.values())];
  }

  /** By key; to be kept over a restart. */
  get memory(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#sentences);
  }

  /** @param what one sentence: what cannot be seen, and how to see it */
  note(key: string, what: string): void {
    if (this.#sentences.get(key) === what) return;
    this.#sentences.set(key, what);
    this.#tell(what);
  }

  /** It is seen again. @param what one sentence */
  clear(key: string, what: string): void {
    if (this.#sentences.delete(key)) this.#tell(what);
  }

  /** It is no longer there to be seen. */
  forget(key: string): void {
    this.#sentences.delete(key);
  }
}
