import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from './command.ts';
import { PackagesUnavailable } from './problems.ts';

/** The releases of Debian whose packages the lab uses. */
export const suites = ['bookworm', 'trixie', 'trixie-backports'] as const;
export type Suite = (typeof suites)[number];

const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';

/** Where this computer itself takes Debian from: the administrator chose it, and it is known to be reachable. */
const mirrorOfThisComputer = async (): Promise<string> => {
  const targets = await runCommand('apt-get', [
    'indextargets',
    '--format',
    '$(COMPONENT) $(REPO_URI)',
    'Created-By: Packages',
  ]);
  const mirrors = targets.split('\n').flatMap((line) => /^main (\S+\/debian\/?)$/.exec(line)?.[1] ?? []);
  const [mirror] = mirrors;
  if (mirror !== undefined) return mirror;
  throw new PackagesUnavailable(
    'the sources of apt name no mirror of Debian',
    'The lab fetches on Debian only; elsewhere name QEMU with --qemu PATH and a kernel with --kernel PATH.',
  );
};

/** How the administrator has apt reach its mirrors: proxies, time-outs. Hooks are left out; they are about this system. */
const acquisition = async (): Promise<string[]> =>
  (await runCommand('apt-config', ['dump']))
    .split('\n')
    .filter((line) => /^Acquire::(http|https|Retries)\b/.test(line));

/**
 * An apt that knows nothing of the system's packages and touches none: its own sources, its own lists, an empty list
 * of what is installed. It still checks signatures and checksums, with Debian's keyring.
 */
export interface Apt {
  /** Runs `apt-get` for packages of `suite`. */
  get(suite: Suite, args: readonly string[], options?: AptOptions): Promise<string>;
}

export interface AptOptions {
  readonly cwd?: string;
  readonly onPercent?: (percent: number) => void;
}

/** A private apt with its state in `folder`, its lists up to date. @throws PackagesUnavailable, CommandFailed */
export const openApt = async (folder: string): Promise<Apt> => {
  const mirror = await mirrorOfThisComputer();
  const inside = (name: string) => join(folder, name);
  await mkdir(inside('lists/partial'), { recursive: true });
  await mkdir(inside('archives/partial'), { recursive: true });
  await writeFile(inside('status'), '');
  const sources = suites.map((suite) => `deb [arch=amd64 signed-by=${keyring}] ${mirror} ${suite} main\n`);
  await writeFile(inside('sources.list'), sources.join(''));
  const settings: Readonly<Record<string, string>> = {
    'Dir::State': folder,
    'Dir::State::lists': inside('lists'),
    'Dir::State::status': inside('status'),
    'Dir::Cache': folder,
    'Dir::Cache::pkgcache': '',
    'Dir::Cache::srcpkgcache': '',
    'Dir::Etc::sourcelist': inside('sources.list'),
    'Dir::Etc::sourceparts': '/dev/null',
    'Dir::Etc::main': '/dev/null',
    'Dir::Etc::parts': '/dev/null',
    'Dir::Etc::preferences': '/dev/null',
    'Dir::Etc::preferencesparts': '/dev/null',
    'APT::Architecture': 'amd64',
    'APT::Sandbox::User': 'root',
    'Acquire::Languages': 'none',
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} "${value}";`);
  await writeFile(inside('apt.conf'), `${[...(await acquisition()), ...lines].join('\n')}\n`);
  const env = { ...process.env, APT_CONFIG: inside('apt.conf'), LC_ALL: 'C' };

  const run = (args: readonly string[], { cwd, onPercent }: AptOptions = {}): Promise<string> =>
    runCommand('apt-get', ['-q', '-o', 'APT::Status-Fd=3', ...args], {
      env,
      ...(cwd === undefined ? {} : { cwd }),
      onStatus: (line) => {
        const [, percent] = /^dlstatus:[^:]*:([\d.]+):/.exec(line) ?? [];
        if (percent !== undefined) onPercent?.(Number(percent));
      },
    });
  await run(['update', '--error-on=any']);
  return { get: (suite, args, options) => run(['-t', suite, ...args], options) };
};
