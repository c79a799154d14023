import { describe, expect, it } from 'vitest';
import type { FakeMachine } from './fakeHost.ts';
import { kernel, nitroGuest, pciFunction } from './fakeMachines.ts';
import { observed, ofKind } from './observed.ts';

const running = `/lib/modules/${kernel}`;
const { [`${running}/modules.dep`]: _dep, [`${running}/modules.builtin`]: _builtin, ...rest } = nitroGuest;
const bare = Object.fromEntries(Object.entries(rest).filter(([path]) => !path.startsWith('/sys/module/')));

/** A guest with one adapter, whose modules are these files. */
const guestWith = async (files: FakeMachine['files'], driver = '') => {
  const adapter = pciFunction('0000:00:05.0', { driver });
  const guest = await observed({ files: { ...bare, ...adapter.files, ...files }, links: adapter.links });
  const modules = ofKind(guest, 'module').map(({ state, kernel: of }) => `${state} ${of}`);
  return { modules, all: ofKind(guest, 'module'), unseen: guest.unseen.join('\n') };
};

const other = '/lib/modules/6.18.1';
const noEna = 'kernel/drivers/block/loop.ko:\nkernel/net/openvswitch/arena.ko: kernel/ena.kop\n';

describe('an adapter without a driver', () => {
  it('tells of a module that is missing for the running kernel', async () => {
    const { all } = await guestWith({ [`${running}/modules.dep`]: noEna });
    expect(all).toMatchObject([
      { state: 'missing', kernel, place: { source: `${running}/modules.dep`, text: 'no ena.ko among 2 modules' } },
    ]);
  });

  it('tells so too when the folder of the running kernel is gone, as after an update', async () => {
    const { all } = await guestWith({ [`${other}/modules.dep`]: 'extra/ena.ko:\n' });
    expect(all).toMatchObject([{ state: 'missing', kernel, place: { text: 'no such file; there is 6.18.1' } }]);
  });

  it('says that nothing is known where no modules can be seen, as in a container', async () => {
    const { modules, unseen } = await guestWith({});
    expect(modules).toEqual([]);
    expect(unseen).toContain(`Whether kernel ${kernel} has an ena module was not seen`);
  });

  it('tells of a module that is there and is not loaded', async () => {
    const { all } = await guestWith({ [`${running}/modules.dep`]: 'updates/dkms/ena.ko.zst:\n' });
    expect(all).toMatchObject([
      {
        state: 'load-failed',
        filename: `${running}/updates/dkms/ena.ko.zst`,
        error: 'it is not loaded, and 0000:00:05.0 has no driver',
      },
    ]);
  });

  it('blames no module when it is loaded: probing failed, or somebody unbound it', async () => {
    const files = { [`${running}/modules.dep`]: noEna, '/sys/module/ena/initstate': 'live\n' };
    expect((await guestWith(files)).modules).toEqual([`loaded ${kernel}`]);
  });
});

describe('an adapter that is served', () => {
  it.each([
    ['kernel/drivers/net/ethernet/amazon/ena/ena.ko.xz:'],
    ['kernel/drivers/amazon/net/ena/ena.ko: kernel/drivers/ptp/ptp.ko'],
    ['weak-updates/ena.ko.gz:'],
  ])('has its module found at %s', async (row) => {
    const files = { [`${running}/modules.dep`]: `${noEna}${row}\n`, '/sys/module/ena/version': '2.13.0g\n' };
    const { all } = await guestWith(files, 'ena');
    expect(all).toMatchObject([
      { state: 'loaded', version: '2.13.0g', filename: `${running}/${row.split(':', 1)[0]}` },
    ]);
  });

  it('has a driver that is compiled in, which is no missing module', async () => {
    const files = {
      [`${running}/modules.dep`]: noEna,
      [`${running}/modules.builtin`]: 'kernel/drivers/net/ethernet/amazon/ena/ena.ko\n',
      '/sys/module/ena/parameters/debug': '-1\n',
    };
    expect((await guestWith(files, 'ena')).modules).toEqual([`builtin ${kernel}`]);
  });

  it('may be passed on to others, who need no module', async () => {
    expect((await guestWith({ [`${running}/modules.dep`]: noEna }, 'vfio-pci')).modules).toEqual([]);
  });

  it('is warned of a kernel that could be booted next without a driver', async () => {
    const files = {
      '/sys/module/ena/initstate': 'live\n',
      [`${running}/modules.dep`]: 'extra/ena.ko:\n',
      [`${other}/modules.dep`]: noEna,
      '/boot/vmlinuz-6.18.1': '',
    };
    expect((await guestWith(files, 'ena')).modules).toEqual([`loaded ${kernel}`, 'missing 6.18.1']);
  });

  it('is not warned of what a removed kernel left behind', async () => {
    const files = {
      '/sys/module/ena/initstate': 'live\n',
      [`${other}/modules.dep`]: noEna,
      [`/boot/vmlinuz-${kernel}`]: '',
    };
    expect((await guestWith(files, 'ena')).modules).toEqual([`loaded ${kernel}`]);
  });
});
