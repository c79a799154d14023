import { describe, expect, it } from 'vitest';
import { foresee } from '../../../test/fixtures/roots/foresee.ts';
import { kernelFiles } from '../../../test/fixtures/roots/kernelFiles.ts';
import { stock } from '../../../test/fixtures/roots/stock.ts';
import { familyOf, repairText } from './repairs.ts';

// biome-ignore format: a table
const distributions = [
  ['amzn', '', '2', 'yum'], ['amzn', '', '2018.03', 'yum'], ['amzn', 'fedora', '2023', 'dnf'],
  ['debian', '', '12', 'debian'], ['ubuntu', 'debian', '24.04', 'ubuntu'], ['linuxmint', 'ubuntu debian', '21', 'ubuntu'],
  ['rhel', 'fedora', '9.4', 'dnf'], ['centos', 'rhel fedora', '7', 'yum'], ['rocky', 'rhel centos fedora', '9.1', 'dnf'], ['ol', 'fedora', '8.9', 'dnf'],
  ['sles', 'suse', '15.5', 'suse'], ['opensuse-leap', 'suse opensuse', '15.6', 'suse'], ['arch', '', '', 'other'],
] as const;

describe('a distribution', () => {
  it.each(distributions)('%s (like %j, version %s) takes the commands of %4$s', (id, like, version, family) => {
    expect(familyOf({ id, like: like.split(' '), version, name: '' })).toBe(family);
  });
});

const rows = [
  ['debian', '`apt-get install --reinstall linux-image-6.1.0-53-cloud-amd64`'],
  ['ubuntu', '`apt-get install --reinstall linux-image-6.8.0-1016-aws linux-modules-6.8.0-1016-aws`'],
  ['amazon2023', "`dnf reinstall $(rpm -qa 'kernel*' | grep -F 6.1.112-122.189.amzn2023.x86_64)`"],
  ['amazon2', '`yum reinstall kernel-4.14.355-275.570.amzn2.x86_64`'],
  ['rhel', "`dnf reinstall $(rpm -qa 'kernel*' | grep -F 5.14.0-427.13.1.el9_4.x86_64)`"],
  ['suse', '`zypper install --force kernel-default=5.14.21-150500.55.39`'],
] as const;

describe('a kernel without its module', () => {
  it.each(rows)('of %s is installed again by %s', async (name, command) => {
    const files = stock[name];
    const isModule = (path: string) => path.includes('/ena/');
    const rest = Object.entries(files).map(
      ([path, content]) => [path, path.endsWith('modules.dep') ? '' : content] as const,
    );
    const { findings } = await foresee(Object.fromEntries(rest.filter(([path]) => !isModule(path))));
    expect(findings[0]?.id).toBe('module-missing-for-kernel');
    expect(findings[0]?.advice[0]).toBe(command);
  });

  it('on a mounted volume is mended inside of it', async () => {
    const files = { ...kernelFiles('6.1.0-1-amd64', { module: undefined }), '/etc/os-release': 'ID=debian\n' };
    const { findings } = await foresee(files, { root: '/mnt/root volume' });
    expect(findings[0]?.advice[0]).toContain("chroot '/mnt/root volume'");
    expect(findings[0]?.advice[1]).toBe('`apt-get install --reinstall linux-image-6.1.0-1-amd64`');
  });
});

it('a module is added to the initramfs by the generator at hand', () => {
  const repair = { do: 'add-to-initramfs', module: 'ena', kernel: '6.1' } as const;
  expect(repairText(repair, 'debian')).toContain('update-initramfs -u -k 6.1');
  expect(repairText(repair, 'dnf')).toContain('dracut --force --kver 6.1');
});
