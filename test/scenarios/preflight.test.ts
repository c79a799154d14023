import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, vi } from 'vitest';
import { confFaults } from '../../src/diagnosis/preflight/dkmsRules.ts';
import type { Report } from '../../src/diagnosis/report.ts';
import { readDkmsConf } from '../../src/evidence/root/dkmsConf.ts';
import { readKernelModule } from '../../src/evidence/root/kernelModule.ts';
import { readSymbolVersions } from '../../src/evidence/root/symbolVersions.ts';
import { unpackedBytes } from '../../src/evidence/root/unpack.ts';
import { dkmsConf } from '../fixtures/roots/broken.ts';
import { DebianRoot, debianKernel, debianNeeds, debianTools, kmod, releaseIn } from '../fixtures/roots/debianRoot.ts';
import { root as checkout } from '../form/checkout.ts';
import { testNeeding } from '../needs.ts';

// The first run fetches a hundred megabytes of packages.
vi.setConfig({ testTimeout: 600_000 });

const ena = (root: DebianRoot, ...options: readonly string[]): { report: Report; code: number | null } => {
  const args = ['preflight', '--root', root.folder, '--json', ...options];
  const { stdout, stderr, status } = spawnSync(join(checkout, 'bin/ena'), args, { encoding: 'utf8' });
  expect(stderr).toBe('');
  return { report: JSON.parse(stdout), code: status };
};
const ids = ({ findings }: Report) => findings.map(({ id }) => id);
const folderOf = (release: string) => `usr/lib/modules/${release}/kernel/drivers/net/ethernet/amazon/ena`;
const fileOf = (folder: string) => join(folder, readdirSync(folder)[0]!);

describe('a root volume of Debian’s packages', () => {
  for (const name of ['6.1-plain', '6.12', '7.3'] as const) {
    testNeeding(debianNeeds, `comes back with kernel ${name}`, async () => {
      using root = new DebianRoot(await debianTools(), [await debianKernel(name)]);
      const { report, code } = ena(root, '--secure-boot', 'on');
      expect(report.findings).toEqual([]);
      expect({ verdict: report.verdict, limits: report.limits, code }).toEqual({
        verdict: 'healthy',
        limits: [],
        code: 0,
      });
    });
  }

  testNeeding(debianNeeds, 'does not come back without ena.ko, and boots the other kernel as a way out', async () => {
    const [tools, other] = [await debianTools(), await debianKernel('6.12')];
    const release = releaseIn(tools);
    using root = new DebianRoot(tools, [tools, other]);
    expect(ena(root).code).toBe(0);
    root.remove(folderOf(release));
    root.depmod(release);
    const { report, code } = ena(root);
    expect(ids(report)).toEqual(['module-missing-for-kernel']);
    expect(code).toBe(1);
    expect(report.findings[0]?.severity).toBe('critical');
    expect(report.findings[0]?.advice.join('\n')).toContain(`apt-get install --reinstall linux-image-${release}`);
    expect(report.findings[0]?.advice.join('\n')).toContain(`boot kernel ${releaseIn(other)}`);
  });

  testNeeding(debianNeeds, 'does not come back before depmod has run', async () => {
    const tools = await debianTools();
    using root = new DebianRoot(tools, [tools]);
    root.remove(`usr/lib/modules/${releaseIn(tools)}/modules.dep`);
    expect(ids(ena(root).report)).toEqual(['module-not-indexed']);
  });

  testNeeding(debianNeeds, 'does not load the module of another kernel: their symbols differ', async () => {
    const [tools, other] = [await debianTools(), await debianKernel('6.12')];
    const release = releaseIn(tools);
    using root = new DebianRoot(tools, [tools, other]);
    const updates = join(root.folder, `usr/lib/modules/${release}/updates`);
    mkdirSync(updates);
    const stranger = fileOf(join(root.folder, folderOf(releaseIn(other))));
    copyFileSync(stranger, join(updates, 'ena.ko.xz'));
    root.depmod(release);
    const { report } = ena(root);
    expect(ids(report)).toEqual(['module-load-failed:symbols']);
  });

  testNeeding(debianNeeds, 'loads the kernel’s own module from updates', async () => {
    const tools = await debianTools();
    const release = releaseIn(tools);
    using root = new DebianRoot(tools, [tools]);
    mkdirSync(join(root.folder, `usr/lib/modules/${release}/updates`));
    copyFileSync(
      fileOf(join(root.folder, folderOf(release))),
      join(root.folder, `usr/lib/modules/${release}/updates/ena.ko`),
    );
    root.depmod(release);
    expect(ena(root).report.verdict).toBe('healthy');
  });

  testNeeding(debianNeeds, 'does not load a module under Secure Boot whose signature is cut off', async () => {
    const tools = await debianTools();
    using root = new DebianRoot(tools, [tools]);
    const file = fileOf(join(root.folder, folderOf(releaseIn(tools))));
    truncateSync(file, readFileSync(file).length - 28);
    expect(ids(ena(root, '--secure-boot', 'on').report)).toEqual(['module-load-failed:signature']);
    expect(ena(root, '--secure-boot', 'off').report.verdict).toBe('healthy');
  });
});

describe('what Debian’s tools say', () => {
  testNeeding(debianNeeds, 'of every module is what we read: modinfo', async () => {
    const tools = await debianTools();
    for (const packages of [tools, await debianKernel('6.12'), await debianKernel('7.3')]) {
      using root = new DebianRoot(tools, [packages]);
      const file = fileOf(join(root.folder, folderOf(releaseIn(packages))));
      const module = readKernelModule(await unpackedBytes(readFileSync(file), 2 ** 26));
      const [vermagic, name, signed] = ['vermagic', 'name', 'sig_id'].map((field) =>
        kmod(tools, 'modinfo', ['-F', field, file]).trim(),
      );
      expect({ vermagic: module?.vermagic, name: module?.name, signed: module?.signed }).toEqual({
        vermagic,
        name,
        signed: signed !== '',
      });
    }
  });

  testNeeding(debianNeeds, 'of the symbols a kernel offers is what its module asks for: Module.symvers', async () => {
    const tools = await debianTools();
    using root = new DebianRoot(tools, [tools]);
    const release = releaseIn(tools);
    const module = readKernelModule(readFileSync(fileOf(join(root.folder, folderOf(release)))));
    const offered = readSymbolVersions(
      readFileSync(join(root.folder, `usr/src/linux-headers-${release}/Module.symvers`), 'utf8').split('\n'),
    );
    expect(module?.symbols.size).toBeGreaterThan(50);
    expect([...module!.symbols].filter(([symbol, sum]) => offered.get(symbol) !== sum)).toEqual([]);
  });

  const mutations: readonly (readonly [what: string, from: RegExp, to: string])[] = [
    ['the guide’s own', /$/, ''],
    ['no PACKAGE_NAME', /^PACKAGE_NAME.*$/m, ''],
    ['no PACKAGE_VERSION', /^PACKAGE_VERSION.*$/m, ''],
    ['another PACKAGE_VERSION', /2\.13\.0/, '1.0.0'],
    ['a BUILT_MODULE_NAME with .ko', /(BUILT_MODULE_NAME\[0\]="ena)/, '$1.ko'],
    ['a DEST_MODULE_NAME with .ko', /(DEST_MODULE_NAME\[0\]="ena)/, '$1.ko'],
    ['no DEST_MODULE_LOCATION', /^DEST_MODULE_LOCATION.*$/m, ''],
    ['a DEST_MODULE_LOCATION elsewhere', /"\/updates"/, '"/lib"'],
    ['a MAKE for the running kernel', / BUILD_KERNEL=\S+\}/, ''],
    ['no AUTOINSTALL', /^AUTOINSTALL.*$/m, ''],
    ['single quotes and a comment', /"ena"\n/, "'ena' # the driver\n"],
  ];
  for (const [what, from, to] of mutations) {
    testNeeding(debianNeeds, `of a dkms.conf with ${what} is what we say: dkms add`, async () => {
      const tools = await debianTools();
      using root = new DebianRoot(tools, []);
      const conf = dkmsConf.replace(from, to);
      root.write('usr/src/amzn-drivers-2.13.0/dkms.conf', conf);
      for (const folder of ['dkms', 'modules']) mkdirSync(join(root.folder, folder));
      const at = (folder: string) => join(root.folder, folder);
      const { status } = spawnSync(
        join(tools, 'usr/sbin/dkms'),
        [
          'add',
          '-m',
          'amzn-drivers',
          '-v',
          '2.13.0',
          '-k',
          '6.1.0',
          '-a',
          'x86_64',
          '--dkmstree',
          at('dkms'),
          '--sourcetree',
          at('usr/src'),
          '--installtree',
          at('modules'),
        ],
        { encoding: 'utf8' },
      );
      const refused = confFaults.some(
        (fault) => fault.refused && fault.holds(readDkmsConf(conf.split('\n')), '2.13.0'),
      );
      expect(refused).toBe(status !== 0);
    });
  }
});
