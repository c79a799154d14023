import { describe, expect, it } from 'vitest';
import { fakeHost, type Refused, refused } from './fakeHost.ts';
import { openKeepAliveProbe } from './keepAliveProbe.ts';
import type { TraceControl } from './traceControl.ts';

const root = '/sys/kernel/tracing';
const failure = (code: string): Error => Object.assign(new Error(code), { code });

/** A kernel's tracing, and what is written into it. */
const tracing = (refuse: (path: string, line: string) => string | undefined = () => undefined) => {
  const folders = new Set<string>();
  const written: string[] = [];
  const control: TraceControl = {
    write: (path, line) => {
      const code = refuse(path, line);
      if (code !== undefined) throw failure(code);
      written.push(`${line} > ${path.replace(`${root}/`, '')}`);
    },
    makeFolder: (path) => {
      if (folders.has(path)) throw failure('EEXIST');
      folders.add(path);
    },
    removeFolder: (path) => {
      const code = refuse(path, 'rmdir');
      if (code !== undefined) throw failure(code);
      if (!folders.delete(path)) throw failure('ENOENT');
    },
  };
  return { folders, written, control };
};

const files = { [`${root}/kprobe_events`]: '', [`${root}/instances/other/trace`]: '' };

/** A host whose trace pipe gives these texts. */
const hostWith = (pipe: readonly (string | Refused)[], more: Record<string, string> = {}) => {
  const left = [...pipe];
  return {
    ...fakeHost({ files: { ...files, ...more } }),
    openRecords: () => ({
      read: () => {
        const next = left.shift() ?? refused('EAGAIN');
        if (typeof next === 'object') throw failure(next.code);
        return Buffer.from(next);
      },
      close: () => {},
    }),
  };
};

const beatAt = (seconds: string) =>
  `  <idle>-0  [000] d.h1.  ${seconds}: keep_alive: (ena_keep_alive_wd+0x0/0x90 [ena]) adapter=0xffff1\n`;

describe('the probe', () => {
  it('listens in an instance of its own, at the first argument of the driver’s handler', async () => {
    const { control, written, folders } = tracing();
    await openKeepAliveProbe(hostWith([]), control, 'x64');
    expect(written).toContain('p:enakit/keep_alive ena:ena_keep_alive_wd adapter=%di > kprobe_events');
    expect(written.at(-1)).toBe('1 > instances/enakit/events/enakit/keep_alive/enable');
    expect([...folders]).toEqual([`${root}/instances/enakit`]);
  });

  it('reads what came, line by line, wherever a read ends', async () => {
    const text = beatAt('10.000001') + beatAt('11.000002');
    const probe = await openKeepAliveProbe(
      hostWith([text.slice(0, 50), text.slice(50, 120), refused('EAGAIN'), text.slice(120)]),
      tracing().control,
      'arm64',
    );
    expect(probe.poll()).toMatchObject([{ uptimeMs: 10_000.001 }]);
    expect(probe.poll()).toMatchObject([{ uptimeMs: 11_000.002 }]);
    expect(probe.poll()).toEqual([]);
  });

  it('leaves nothing behind', async () => {
    const { control, written, folders } = tracing();
    (await openKeepAliveProbe(hostWith([]), control, 'x64')).close();
    expect(folders.size).toBe(0);
    expect(written.at(-1)).toBe('-:enakit/keep_alive > kprobe_events');
  });

  it('takes away first what an agent that was killed left', async () => {
    const { control, folders } = tracing();
    folders.add(`${root}/instances/enakit`);
    await openKeepAliveProbe(hostWith([], { [`${root}/instances/enakit/trace`]: '' }), control, 'x64');
    expect(folders.size).toBe(1);
  });

  it.each([
    [
      'built into the kernel',
      'ena:ena_keep_alive_wd ',
      'p:enakit/keep_alive ena_keep_alive_wd adapter=%di > kprobe_events',
    ],
    [
      'under a name that a compiler gave it',
      'ena_keep_alive_wd ',
      'p:enakit/keep_alive ena:ena_keep_alive_wd.llvm.123 adapter=%di > kprobe_events',
    ],
  ])('finds the handler %s', async (_, missing, line) => {
    const { control, written } = tracing((__, asked) => (asked.includes(missing) ? 'ENOENT' : undefined));
    const kallsyms = '0 t ena_keep_alive_wd.cold\t[ena]\n0 t ena_keep_alive_wd.llvm.123\t[ena]\n';
    await openKeepAliveProbe(hostWith([], { '/proc/kallsyms': kallsyms }), control, 'x64');
    expect(written).toContain(line);
  });
});

describe('where keep-alives cannot be seen, it says why:', () => {
  const why = (host: ReturnType<typeof fakeHost>, control: TraceControl, arch = 'x64') =>
    openKeepAliveProbe(host, control, arch).then(
      () => 'they are seen',
      (thrown: Error) => thrown.message,
    );
  const refusing = (code: string) => tracing((_, line) => (line.startsWith('p:') ? code : undefined)).control;

  it.each([
    ['EACCES', 'only root may trace the kernel'],
    ['EPERM', 'the kernel is locked down, as it is under Secure Boot'],
    ['EIO', 'tracing was refused (EIO)'],
  ])('%s', async (code, sentence) => expect(await why(hostWith([]), refusing(code))).toBe(sentence));

  it('another agent listens', async () => {
    const { control, written } = tracing((_, line) => (line === 'rmdir' ? 'EBUSY' : undefined));
    const host = hostWith([], { [`${root}/instances/enakit/trace`]: '' });
    expect(await why(host, control)).toBe('another agent listens already');
    expect(written).toEqual([]);
  });

  it('no kprobes in this kernel', async () => {
    const host = fakeHost({ files: { [`${root}/trace`]: '' } });
    expect(await why(host, tracing().control)).toBe('this kernel was built without kprobes');
  });

  it('no tracefs', async () =>
    expect(await why(fakeHost({}), tracing().control)).toBe('tracefs is not mounted on /sys/kernel/tracing'));

  it('another kind of processor', async () =>
    expect(await why(hostWith([]), tracing().control, 'riscv64')).toBe('the registers of riscv64 are not known'));
});
