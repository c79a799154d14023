import { join } from 'node:path';
import { makeExecutable } from '../../scripts/executable/makeExecutable.ts';
import type { Cache } from '../../src/lab/vm/cache.ts';
import type { CpioEntry } from '../../src/lab/vm/cpio.ts';
import { cppPackages } from '../../src/lab/vm/kernels.ts';
import { unpacked } from '../../src/lab/vm/packages.ts';
import { withLibraries } from '../../src/lab/vm/programs.ts';
import type { Told } from '../../src/watch/happening.ts';

/** Something told in a machine, and when: seconds since its boot, as `/proc/uptime` and the kernel's log count them. */
export type Stamped = Told & { readonly uptime: number };

/** The executable as a file of a machine, with the libraries that it needs. Made in `folder`. */
export const executableFiles = async (cache: Cache, folder: string): Promise<CpioEntry[]> => {
  const path = join(folder, 'ena');
  await makeExecutable(process.arch === 'arm64' ? 'arm64' : 'x64', path);
  return await withLibraries(await unpacked(cache, cppPackages), [path]);
};

/** For the machine and what lies in its memory: the executable has 120 MB, and is unpacked there. */
export const roomyBytes = 1536 * 2 ** 20;

export const ports = { metrics: 9362, page: 8321 } as const;

/** An emulated processor that others want too starts Node.js in minutes. */
const startMs = 600_000;

/** Stamps each line as it comes with the time since boot. */
export const stamp = `awk '{ getline up <"/proc/uptime"; close("/proc/uptime"); print up, $0; fflush() }'`;

/** Of the page, which is shown outside the machine, too. */
const token = 'seen-from-outside-and-from-inside';

const usualOptions = [
  ...['--json', '--no-imds', '--state /run/ena', '--history 16M', `--prometheus ${ports.metrics}`],
  ...['--json-lines /run/told.jsonl', '--ui', `--ui-listen 0.0.0.0:${ports.page}`, '--ui-token-file /run/token'],
];

/** The built agent in a machine, seen by a shell in there. */
export class InnerAgent {
  readonly #run: (script: string, timeoutMs: number) => Promise<string>;

  /** @param run runs a script in the machine, and gives what it wrote */
  constructor(run: (script: string, timeoutMs: number) => Promise<string>) {
    this.#run = run;
  }

  ask(script: string): Promise<string> {
    return this.#run(script, startMs);
  }

  /**
   * Starts it with all that it can keep and serve in there. Resolves when it has taken its first round; rejects with what it
   * says where it ends before.
   */
  async start(...options: readonly string[]): Promise<void> {
    const line = ['ena watch', ...usualOptions, ...options].join(' ');
    const said = await this.ask(`rm -f /run/agent.err /run/agent.end
echo ${token} >/run/token
cat >/run/agent.sh <<'END'
${line} 2>/run/agent.err | ${stamp} >>/run/told
: >/run/agent.end
END
setsid sh /run/agent.sh >/dev/null 2>&1 &
until wget -qO- http://127.0.0.1:${ports.metrics}/metrics 2>/dev/null | grep -q ^ena_sample_age; do
  if [ -e /run/agent.end ]; then cat /run/agent.err; break; fi
  sleep 1
done`);
    if (said !== '') throw new Error(said);
  }

  /** Ends it by a signal, and waits for its end. */
  async end(signal: 'TERM' | 'KILL'): Promise<void> {
    await this.ask(`kill -${signal} $(pidof ena); while pidof ena >/dev/null; do usleep 100000; done`);
  }

  /** All that it told, restarts or not. */
  async told(): Promise<readonly Stamped[]> {
    return [...(await this.ask('cat /run/told')).matchAll(/^([\d.]+) [\d.]+ (\{.*\})$/gm)].map(
      ([, uptime, told = '']) => ({ ...(JSON.parse(told) as Told), uptime: Number(uptime) }),
    );
  }

  /** Waits until it has told so much of a kind. */
  async untilTold(kind: Told['kind'], count = 1): Promise<void> {
    await this.ask(`until [ "$(grep -c '"kind":"${kind}"' /run/told)" -ge ${count} ]; do usleep 300000; done`);
  }

  metrics(): Promise<string> {
    return this.ask(`wget -qO- http://127.0.0.1:${ports.metrics}/metrics`);
  }

  /** Waits until its metrics have a line. @param pattern of `grep` */
  async untilMeasured(pattern: string): Promise<void> {
    const look = `wget -qO- http://127.0.0.1:${ports.metrics}/metrics 2>/dev/null | grep -q '${pattern}'`;
    await this.ask(`until ${look}; do usleep 300000; done`);
  }

  /** What the page is answered, as JSON. */
  async page<T>(path: string): Promise<T> {
    const header = `--header 'Authorization: Bearer ${token}'`;
    return JSON.parse(await this.ask(`wget -qO- ${header} 'http://127.0.0.1:${ports.page}${path}'`)) as T;
  }

  /** The path by which a browser is let in, once. */
  async entrance(): Promise<string> {
    const said = await this.ask('cat /run/agent.err');
    return /The page is at http:\/\/[^/]+(\/enter\/\S+)/.exec(said)?.[1] ?? said;
  }
}
