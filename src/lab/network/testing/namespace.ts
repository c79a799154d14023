import { execFile, execFileSync } from 'node:child_process';

/** A network namespace of this machine's kernel: a host of its own with a real TCP/IP. Needs root. */
export class Namespace {
  readonly name: string;

  constructor(name: string) {
    this.name = `${name}-${process.pid}`;
    ip('netns', 'add', this.name);
    ip('-n', this.name, 'link', 'set', 'lo', 'up');
  }

  /** Moves an interface in and gives it addresses; the descriptor behind it stays where it is. */
  adopt(interfaceName: string, ...addresses: readonly string[]): void {
    ip('link', 'set', interfaceName, 'netns', this.name);
    // IPv6 addresses are usable at once where nobody looks whether another has them.
    const dad = (address: string): string[] => (address.includes(':') ? ['nodad'] : []);
    for (const address of addresses)
      ip('-n', this.name, 'address', 'add', address, 'dev', interfaceName, ...dad(address));
    ip('-n', this.name, 'link', 'set', interfaceName, 'up');
  }

  /** Runs a program inside. Its output; fails where it fails. */
  run(program: string, args: readonly string[], input = ''): Promise<string> {
    return new Promise((resolve, reject) => {
      const settings = { timeout: 60_000, maxBuffer: 2 ** 26 };
      const done = (error: Error | null, out: string): void => (error === null ? resolve(out) : reject(error));
      const child = execFile('ip', ['netns', 'exec', this.name, program, ...args], settings, done);
      child.stdin?.end(input);
    });
  }

  close(): void {
    ip('netns', 'delete', this.name);
  }
}

const ip = (...args: readonly string[]): void => void execFileSync('ip', args);
