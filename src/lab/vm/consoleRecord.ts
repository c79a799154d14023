import { MachineSilent } from './problems.ts';

const mostLines = 200_000;
const longestLine = 4096;

interface Waiter {
  readonly pattern: RegExp;
  readonly found: (line: string) => void;
}

/** What the kernel wrote to its console, line by line: it is there even when nobody in the machine can be asked. */
export class ConsoleRecord {
  readonly #lines: string[] = [];
  readonly #waiters = new Set<Waiter>();
  #droppedLines = 0;
  #partial = '';

  /** How many lines there have been. Give it to `awaitLine` to pass over what was said before. */
  get position(): number {
    return this.#droppedLines + this.#lines.length;
  }

  get text(): string {
    return [...this.#lines, this.#partial].join('\n');
  }

  append(bytes: Uint8Array): void {
    const lines = (this.#partial + Buffer.from(bytes).toString('latin1')).replaceAll('\r', '').split('\n');
    this.#partial = (lines.pop() ?? '').slice(0, longestLine);
    for (const line of lines) this.#add(line.slice(0, longestLine));
  }

  /** The last line that matches. */
  lastLine(pattern: RegExp): string | undefined {
    return this.#lines.findLast((line) => pattern.test(line));
  }

  /**
   * The first line from `since` on that matches, as soon as it is there.
   *
   * @throws MachineSilent when it does not come in time
   */
  awaitLine(pattern: RegExp, timeoutMs: number, since = 0): Promise<string> {
    const known = this.#lines.slice(Math.max(0, since - this.#droppedLines)).find((line) => pattern.test(line));
    if (known !== undefined) return Promise.resolve(known);
    return new Promise((resolve, reject) => {
      const give = setTimeout(() => {
        this.#waiters.delete(waiter);
        reject(new MachineSilent(`the kernel did not say ${pattern} within ${timeoutMs / 1000} s`));
      }, timeoutMs);
      const waiter: Waiter = {
        pattern,
        found: (line) => {
          clearTimeout(give);
          this.#waiters.delete(waiter);
          resolve(line);
        },
      };
      this.#waiters.add(waiter);
    });
  }

  #add(line: string): void {
    this.#lines.push(line);
    if (this.#lines.length > mostLines) this.#droppedLines += this.#lines.splice(0, mostLines / 2).length;
    for (const waiter of [...this.#waiters]) if (waiter.pattern.test(line)) waiter.found(line);
  }
}
