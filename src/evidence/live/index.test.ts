import { describe, expect, it } from 'vitest';
import { ec2Guest, fakeEthtool, nitroGuest, pciFunction, quiet, rising } from './fakeMachines.ts';
import { observed, ofKind } from './observed.ts';

describe('an EC2 guest with two adapters', () => {
  it('has both of them told with their driver, settings and counters', async () => {
    const guest = await observed(ec2Guest());
    expect(ofKind(guest, 'pci').map(({ pci, driverInUse }) => [pci, driverInUse])).toEqual([
      ['0000:00:05.0', 'ena'],
      ['0000:00:06.0', 'ena'],
    ]);
    expect(ofKind(guest, 'driver').map(({ interface: name, version }) => [name, version])).toEqual([
      ['eth0', '2.13.0g'],
      ['eth1', '2.13.0g'],
    ]);
    expect(ofKind(guest, 'settings')).toHaveLength(4);
    expect(ofKind(guest, 'counters').map(({ pci, when }) => [pci, when.wallMs])).toEqual([
      ['0000:00:05.0', Date.UTC(2026, 10, 23, 12)],
      ['0000:00:06.0', Date.UTC(2026, 10, 23, 12)],
    ]);
    expect(guest.unseen).toEqual([]);
  });

  it('has each thing that was read told as a source', async () => {
    const { summaries } = await observed(ec2Guest());
    expect(summaries.map(({ path, kind, lines }) => `${path} ${kind} ${lines}`)).toEqual([
      'this host live-host 2',
      '/proc/sys/kernel/osrelease system 1',
      '/etc/os-release system 3',
      '/sys/class/dmi/id/product_name system 1',
      '/sys/module/ena modinfo 1',
      'ethtool -i eth0 (ioctl) ethtool-driver 1',
      'ethtool -g eth0 (ioctl) ethtool-settings 1',
      'ethtool -l eth0 (ioctl) ethtool-settings 1',
      'ethtool -i eth1 (ioctl) ethtool-driver 1',
      'ethtool -g eth1 (ioctl) ethtool-settings 1',
      'ethtool -l eth1 (ioctl) ethtool-settings 1',
      '/proc/interrupts interrupts 3',
      '/proc/stat cpu 4',
      'ethtool -S eth0 (ioctl) ethtool-statistics 4',
      'ethtool -S eth1 (ioctl) ethtool-statistics 4',
      '/dev/kmsg kernel-log 4',
    ]);
  });

  it('tells what machine it is, without asking a service for what the firmware says', async () => {
    const guest = await observed(ec2Guest());
    const facts = Object.assign({}, ...ofKind(guest, 'system'));
    expect(facts).toMatchObject({
      kernel: '6.12.40-63.114.amzn2023.x86_64',
      bootId: '946a9c4a-7f08-4406-bd82-e840e24df470',
      distribution: 'Amazon Linux 2023.9.20251117',
      instanceType: 'c7i.large',
    });
    expect(guest.host.requests).toEqual([]);
    expect(ofKind(guest, 'module')).toMatchObject([{ state: 'loaded', version: '2.13.0g' }]);
    expect(ofKind(guest, 'interrupt')).toHaveLength(2);
  });

  it('can be looked at by one of its interfaces', async () => {
    const guest = await observed(ec2Guest(), { interfaces: ['eth1'] });
    expect(ofKind(guest, 'counters').map((one) => one.interface)).toEqual(['eth1']);
  });

  it('has no adapter under a name that is none of theirs', async () => {
    const { summaries, seen } = await observed(ec2Guest(), { interfaces: ['eth7'] });
    expect(summaries).toHaveLength(1);
    expect(summaries[0]?.problem).toContain('eth7: there is eth0, eth1');
    expect(seen).toEqual([]);
  });

  it('stops between its samples when told to', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(observed(ec2Guest(), { forMs: 1000, signal })).rejects.toThrow('enough');
  });
});

describe('two samples', () => {
  const twice = async () => {
    let readings = 0;
    const stat = () => (readings++ === 0 ? 'cpu  100 0 0 900 0 0 0 0\n' : 'cpu  140 0 0 930 0 0 10 20\n');
    const guest = ec2Guest();
    const counters = rising({ wd_expired: 0, bw_in_allowance_exceeded: 700 });
    return observed(
      {
        ...guest,
        files: { ...guest.files, '/proc/stat': stat },
        ethtool: fakeEthtool({
          eth0: { pci: '0000:00:05.0', counters },
          eth1: { pci: '0000:00:06.0', counters: quiet },
        }),
      },
      { forMs: 10_000 },
    );
  };

  it('of the counters are as far apart as was asked, by the clock of the host', async () => {
    const guest = await twice();
    expect(guest.host.asleepMs).toEqual([10_000]);
    const [before, , after] = ofKind(guest, 'counters');
    expect(before?.values.get('bw_in_allowance_exceeded')?.value).toBe(700);
    expect(after?.values.get('bw_in_allowance_exceeded')).toEqual({
      value: 1400,
      place: { source: 'ethtool -S eth0 (ioctl, 10 s later)', line: 3, text: '     bw_in_allowance_exceeded: 1400' },
    });
  });

  it('of the CPUs become what they did in between', async () => {
    const guest = await twice();
    expect(ofKind(guest, 'cpu')).toMatchObject([
      { span: 'since-boot', steal: 0, idle: 90 },
      { span: 'interval', steal: 20, softirq: 10, idle: 30, place: { source: '/proc/stat (over 10 s)' } },
    ]);
  });
});

describe('without an adapter', () => {
  const laptop = () => {
    const { files, links } = pciFunction('0000:00:03.0', {
      vendor: '0x1af4',
      device: '0x1041',
      driver: 'virtio_net',
      interfaces: ['ens3'],
    });
    return { files: { ...nitroGuest, ...files }, links };
  };

  it('one sentence comes back, and of others only who serves them', async () => {
    const { summaries, seen } = await observed(laptop());
    expect(summaries).toEqual([
      {
        path: 'this host',
        kind: 'live-host',
        lines: 0,
        adapterLines: 0,
        problem:
          'this host has no Elastic Network Adapter (ens3 is served by virtio_net): to judge another host, give its kernel log or counters as a SOURCE',
      },
    ]);
    expect(seen).toMatchObject([{ kind: 'driver', driver: 'virtio_net', interface: 'ens3' }]);
  });

  it('nothing is run, no log is read and no packet leaves', async () => {
    const { host } = await observed({ ...laptop(), kmsg: [] });
    expect([...host.runs, ...host.requests, ...host.asleepMs]).toEqual([]);
  });

  it('many other interfaces are counted, not all named', async () => {
    const links = Object.fromEntries(
      Array.from({ length: 9 }, (_, at) => [`/sys/class/net/eth${at}/device/driver`, '../../drivers/mlx5_core']),
    );
    const { summaries } = await observed({ links });
    expect(summaries[0]?.problem).toContain('eth3 is served by mlx5_core, 5 more by others');
  });

  it('a host that is no Linux says so', async () => {
    expect((await observed({})).summaries).toMatchObject([{ problem: expect.stringContaining('as Linux does') }]);
  });
});

describe('an adapter', () => {
  it('that was renamed while it was looked at is skipped, and said to be', async () => {
    const guest = await observed({
      ...ec2Guest(),
      ethtool: fakeEthtool({ eth1: { pci: '0000:00:06.0', counters: quiet } }),
    });
    expect(guest.unseen).toEqual(Array(2).fill('eth0 went away or was renamed while it was looked at; run ena again.'));
    expect(ofKind(guest, 'counters').map((one) => one.interface)).toEqual(['eth1']);
  });

  it.each([
    ['vfio-pci', 'vfio-pci hands 0000:00:05.0 to a program'],
    ['ena', '0000:00:05.0 shows no interface here'],
    ['', 'No driver serves 0000:00:05.0'],
  ])('without an interface, driven by %j, is told with where to look', async (driver, sentence) => {
    const { files, links } = pciFunction('0000:00:05.0', { driver });
    const { unseen } = await observed({ files: { ...nitroGuest, ...files }, links, kmsg: ['6,0,0,-;booted\n'] });
    expect(unseen).toEqual([expect.stringContaining(sentence)]);
  });

  it('is known by its driver, whatever ids it has', async () => {
    const { files, links } = pciFunction('0000:00:05.0', { vendor: '0x1234', device: '0x0001', driver: 'ena' });
    const guest = await observed({ files: { ...nitroGuest, ...files }, links });
    expect(ofKind(guest, 'pci')).toMatchObject([{ id: '1234:0001', driverInUse: 'ena' }]);
  });

  it.each(['0xefa0', '0xefa1', '0x8061'])('is not Amazon’s device %s', async (device) => {
    const { files, links } = pciFunction('0000:00:05.0', { device });
    expect((await observed({ files, links })).summaries[0]?.problem).toContain('no Elastic Network Adapter');
  });
});
