import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root } from '../form/checkout.ts';

/** How a line of shell ended. */
export interface Ending {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/**
 * Lays out in `folder` what the examples of help and README speak of: a log, counters, a bundle of both,
 * and `ena` on the path, by a link as someone would make it.
 */
export const layOut = (folder: string): void => {
  mkdirSync(join(folder, 'bin'));
  symlinkSync(join(root, 'bin/ena'), join(folder, 'bin/ena'));
  mkdirSync(join(folder, 'sosreport'));
  for (const place of ['.', 'sosreport']) {
    copyFileSync(join(root, 'examples/keep-alive-reset-2016.log'), join(folder, place, 'dmesg.txt'));
    copyFileSync(join(root, 'examples/statistics-healthy.txt'), join(folder, place, 'ethtool.txt'));
  }
  spawnSync('tar', ['-cJf', 'sosreport.tar.xz', 'sosreport'], { cwd: folder });
};

/** Runs a line as a reader would type it, in a folder that was laid out. */
export const runLine = (line: string, folder: string): Ending => {
  const env = {
    ...process.env,
    PATH: `${join(folder, 'bin')}${delimiter}${process.env.PATH}`,
    NO_COLOR: '1',
    MANPAGER: 'cat',
  };
  const { status, stdout, stderr } = spawnSync('bash', ['-c', line], { cwd: folder, env, encoding: 'utf8', input: '' });
  return { code: status, out: stdout, err: stderr };
};

/** The programs that a line of shell names and a machine may lack. */
export const programsOf = (line: string): string[] => [
  'bash',
  ...['dmesg', 'man', 'ethtool', 'journalctl'].filter((program) => new RegExp(`(?:^|[|;&] *)${program}\\b`).test(line)),
  ...(line.includes('.tar.xz') ? ['tar', 'xz'] : []),
  ...(/lab vm|--hosts vm/.test(line) ? ['apt-get', 'dpkg-deb', 'flock'] : []),
];
