import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { openDiagnosis } from '../../diagnosis/diagnosis.ts';
import type { Report } from '../../diagnosis/report.ts';
import { tarEnd, tarMember } from '../../evidence/bundle/tarMember.ts';
import { collect } from '../../evidence/collect.ts';
import { type FakeMachine, fakeHost, refused } from '../../evidence/live/fakeHost.ts';
import { ec2Guest, fakeEthtool, nitroGuest, pciFunction, quiet, rising } from '../../evidence/live/fakeMachines.ts';
import { observeHost } from '../../evidence/live/index.ts';
import { ByteReader } from '../../evidence/sources/byteReader.ts';
import { tarMembers } from '../../evidence/sources/tar.ts';
import { recordingShell } from '../recordingShell.ts';
import { writeBundle } from './writeBundle.ts';

const folder = mkdtempSync(join(tmpdir(), 'ena-'));
afterAll(() => rmSync(folder, { recursive: true }));
let bundles = 0;
const newPath = (): string => join(folder, `case-${++bundles}.tar.gz`);
const now = () => recordingShell().now();

const judgeHost = async (machine: FakeMachine, forMs?: number): Promise<Report> => {
  const diagnosis = openDiagnosis();
  const options = { now, imds: true, host: fakeHost(machine), ...(forMs !== undefined && { forMs }) };
  return diagnosis.report(await observeHost(diagnosis.observe, options));
};

const judgeFiles = async (...paths: string[]): Promise<Report> => {
  const diagnosis = openDiagnosis();
  const { summaries } = await collect(paths, diagnosis.observe, { now, stdin: (async function* () {})() });
  return diagnosis.report(summaries);
};

const bundleOf = async (machine: FakeMachine, values = {}, sources: readonly string[] = []): Promise<string> => {
  const output = newPath();
  expect(await writeBundle({ output, ...values }, sources, recordingShell(), fakeHost(machine))).toBe(0);
  return output;
};

/** What a report says, without where it stands. */
const told = ({ verdict, summary, adapters, findings, incidents, series, limits }: Report) => ({
  verdict,
  summary,
  adapters,
  findings: findings.map(({ evidence, ...rest }) => ({ ...rest, evidence: evidence.length })),
  incidents: incidents.map(({ steps, ...rest }) => ({ ...rest, steps: steps.map(({ what, time }) => [what, time]) })),
  series,
  limits,
});

const reset = [
  '4,500,100000000,-;ena 0000:00:05.0 eth0: Keep alive watchdog timeout.\n',
  '4,501,100000100,-;ena 0000:00:05.0 eth0: Trigger reset is on\n',
  '6,502,101000100,-;ena 0000:00:05.0 eth0: Device reset completed successfully, Driver info: 2.13.0g\n',
];

const guest = ec2Guest();
const unserved = pciFunction('0000:00:05.0');
const machines: Readonly<Record<string, () => FakeMachine>> = {
  'that is well': () => guest,
  'whose adapter was reset': () => ({ ...guest, kmsg: [...guest.kmsg, ...reset] }),
  'whose counters rise': () => ({
    ...guest,
    ethtool: fakeEthtool({
      eth0: { pci: '0000:00:05.0', counters: rising({ bw_in_allowance_exceeded: 500, queue_0_tx_cnt: 10 }) },
      eth1: { pci: '0000:00:06.0', counters: quiet },
    }),
  }),
  'seen by an ordinary user': () => ({
    files: { ...guest.files, '/proc/sys/kernel/dmesg_restrict': '1\n' },
    links: guest.links,
    ethtool: guest.ethtool,
  }),
  'whose log only the journal has': () => ({
    files: guest.files,
    links: guest.links,
    ethtool: guest.ethtool,
    programs: {
      journalctl: { text: '[    1.203400] web-7 kernel: ena 0000:00:05.0 eth0: Keep alive watchdog timeout.\n' },
    },
  }),
  'whose adapter has no driver': () => ({ files: { ...nitroGuest, ...unserved.files }, kmsg: guest.kmsg }),
  'whose log was lost in part': () => ({ ...guest, kmsg: [...guest.kmsg, refused('EPIPE'), ...reset] }),
};

/** The texts of a bundle, by name. */
const textsIn = async (path: string): Promise<Map<string, string>> => {
  const texts = new Map<string, string>();
  for await (const { name, chunks } of tarMembers(new ByteReader(Readable.from([gunzipSync(readFileSync(path))])))) {
    const pieces: Uint8Array[] = [];
    for await (const chunk of chunks) pieces.push(chunk);
    texts.set(name.replace(/^[^/]*\//, ''), Buffer.concat(pieces).toString());
  }
  return texts;
};

describe('the bundle of a host', () => {
  it.each(Object.entries(machines))('%s gives the doctor the same verdict as the host', async (_, machine) => {
    const path = await bundleOf(machine());
    expect(told(await judgeFiles(path))).toEqual(told(await judgeHost(machine())));
  });

  it.each(Object.entries(machines))('%s does so after two samples', async (_, machine) => {
    const path = await bundleOf(machine(), { for: '10s' });
    expect(told(await judgeFiles(path)).findings).toEqual(told(await judgeHost(machine(), 10_000)).findings);
  });

  it('holds no address, no name of the host and no password, in any of its files', async () => {
    const files = {
      ...guest.files,
      '/proc/sys/kernel/hostname': 'payroll-7\n',
      '/proc/cmdline': 'root=UUID=9f2b1c4e-0b6f-4a8e-9a55-2d1d8c0e7a10 ip=10.77.66.55 password=hunter2\n',
    };
    const kmsg = [...guest.kmsg, '6,9,2000000,-;payroll-7 says: 06:5f:3a:11:22:33 is at 10.77.66.55\n'];
    const texts = await textsIn(await bundleOf({ ...guest, files, kmsg }));
    const all = [...texts.values()].join('\n');
    for (const private_ of ['payroll', '10.77', '06:5f', '9f2b1c4e', 'hunter2']) expect(all).not.toContain(private_);
    expect(texts.get('dmesg.txt')).toContain('<6>[    2.000000] host-1 says: 02:00:00:00:00:02 is at 198.18.0.1');
  });

  it('has checksums of all its files but their own', async () => {
    const texts = await textsIn(await bundleOf(guest));
    const sums = texts.get('SHA256SUMS')!;
    texts.delete('SHA256SUMS');
    const expected = [...texts].map(([name, text]) => `${createHash('sha256').update(text).digest('hex')}  ${name}\n`);
    expect(sums).toBe(expected.join(''));
  });

  it('is not written where there is no adapter', async () => {
    const shell = recordingShell();
    const output = newPath();
    const laptop = { ...nitroGuest };
    expect(await writeBundle({ output }, [], shell, fakeHost({ files: laptop }))).toBe(3);
    expect(shell.complained()).toContain('no Elastic Network Adapter');
    expect(readdirSync(folder).filter((name) => name.includes(basename(output)))).toEqual([]);
  });
});

describe('the bundle of logs somebody has', () => {
  const cases = join(import.meta.dirname, '../../../test/fixtures/cases');
  const logs = readdirSync(cases, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('dmesg.txt'))
    .map((name) => join(cases, name));

  it('gives the doctor what the logs give', async () => {
    expect(logs.length).toBeGreaterThan(0);
    for (const log of logs) {
      const path = await bundleOf({}, { 'no-redact': true }, [log]);
      expect(told(await judgeFiles(path))).toEqual(told(await judgeFiles(log)));
    }
  });

  it('keeps hostile names below the folder it unpacks to', async () => {
    const hostile = join(folder, 'hostile.tar');
    writeFileSync(
      hostile,
      Buffer.concat([tarMember('../../etc/x\x1b[2J', Buffer.from('ena 0000:00:05.0: x\n'), 0), tarEnd]),
    );
    const names = [...(await textsIn(await bundleOf({}, {}, [hostile]))).keys()];
    expect(names.filter((name) => name.includes('..') || /[^\w.+@=,/-]/.test(name))).toEqual([]);
  });

  it('is not written where nothing can be read', async () => {
    expect(await writeBundle({ output: newPath() }, [join(folder, 'none')], recordingShell(), fakeHost({}))).toBe(3);
  });
});

describe('the file of a bundle', () => {
  it('is its owner’s alone', async () => {
    expect(statSync(await bundleOf(guest)).mode & 0o777).toBe(0o600);
  });

  it('takes no other’s place unless told to', async () => {
    const output = await bundleOf(guest);
    const before = readFileSync(output);
    const again = writeBundle({ output }, [], recordingShell(), fakeHost(guest));
    await expect(again).rejects.toThrow(`cannot write ${output}: it is there already`);
    expect(readFileSync(output)).toEqual(before);
    await bundleOf(guest, { output, force: true });
  });

  it('leaves no draft where it cannot be written', async () => {
    const output = join(folder, 'nowhere/case.tar.gz');
    await expect(writeBundle({ output }, [], recordingShell(), fakeHost(guest))).rejects.toThrow(
      'its folder does not exist',
    );
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });
});
