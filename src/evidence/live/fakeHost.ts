import { posix } from 'node:path';
import type { Ethtool } from '../../native/ethtoolIoctl.ts';
import { NativeUnavailable } from '../../native/libc.ts';
import type { Host, ProgramOutput, RecordDevice, WebRequest, WebResponse } from './host.ts';

/** A machine made up for a test. What it leaves out is not there. */
export interface FakeMachine {
  /** Text by path, or what to throw (`EACCES`) as an error code. */
  readonly files?: Readonly<Record<string, string | (() => string) | Refused>>;
  readonly links?: Readonly<Record<string, string>>;
  /** What one read of `/dev/kmsg` after another gives: a record, or a code to throw. Without an entry it is not there. */
  readonly kmsg?: readonly (string | Refused)[];
  /** What one read after another of a program gives that goes on, by command line; as `kmsg`. */
  readonly followed?: Readonly<Record<string, readonly (string | Refused)[]>>;
  /** What programs print, by name. */
  readonly programs?: Readonly<Record<string, Partial<ProgramOutput> & { readonly text?: string }>>;
  readonly ethtool?: Ethtool;
  readonly answer?: (request: WebRequest) => WebResponse;
  /** How far the clock goes on with each look at it. */
  readonly tickMs?: number;
}

/** An error code in place of a content. */
export interface Refused {
  readonly code: string;
}

export const refused = (code: string): Refused => ({ code });

const failure = (code: string): Error => Object.assign(new Error(code), { code });

const recordsOf = (records: readonly (string | Refused)[]): RecordDevice => {
  const left = [...records];
  return {
    read: () => {
      const next = left.shift() ?? refused('EAGAIN');
      if (typeof next === 'object') throw failure(next.code);
      return Buffer.from(next);
    },
    close: () => {},
  };
};

/** The host of a made-up machine, and what was done to it. */
export interface FakeHost extends Host {
  readonly asleepMs: number[];
  readonly requests: WebRequest[];
  /** Command lines. */
  readonly runs: string[];
}

export const fakeHost = (machine: FakeMachine): FakeHost => {
  const { files = {}, links = {}, programs = {}, tickMs = 0 } = machine;
  const paths = [...Object.keys(files), ...Object.keys(links)];
  const asleepMs: number[] = [];
  const requests: WebRequest[] = [];
  const runs: string[] = [];
  let elapsedMs = 1000;
  return {
    asleepMs,
    requests,
    runs,
    readFile: async (path, mostBytes) => {
      const content = files[path] ?? refused('ENOENT');
      if (typeof content === 'object') throw failure(content.code);
      return Buffer.from(typeof content === 'string' ? content : content()).subarray(0, mostBytes);
    },
    readFolder: async (folder) => {
      const inside = paths.filter((path) => path.startsWith(`${folder}/`));
      if (inside.length === 0) throw failure('ENOENT');
      return [...new Set(inside.map((path) => path.slice(folder.length + 1).split('/', 1)[0] ?? ''))];
    },
    readLink: async (path) => {
      const target = links[path];
      if (target === undefined) throw failure('ENOENT');
      return target;
    },
    openRecords: (path) => {
      if (machine.kmsg === undefined || path !== '/dev/kmsg') throw failure('ENOENT');
      return recordsOf(machine.kmsg);
    },
    openProgram: (program, args) => recordsOf(machine.followed?.[[program, ...args].join(' ')] ?? ['']),
    run: async (program, args) => {
      runs.push([posix.basename(program), ...args].join(' '));
      const ran = programs[[program, ...args].join(' ')] ?? programs[program];
      if (ran === undefined) throw failure('ENOENT');
      return { stdout: Buffer.from(ran.text ?? ''), stderr: '', exitCode: 0, ...ran };
    },
    openEthtool: async () => {
      if (machine.ethtool === undefined) throw new NativeUnavailable('koffi does not load here');
      return machine.ethtool;
    },
    request: async (request) => {
      requests.push(request);
      if (machine.answer === undefined) throw failure('ECONNREFUSED');
      return machine.answer(request);
    },
    elapsedMs: () => {
      elapsedMs += tickMs;
      return elapsedMs;
    },
    sleep: async (durationMs, signal) => {
      signal?.throwIfAborted();
      asleepMs.push(durationMs);
      elapsedMs += durationMs;
    },
  };
};
