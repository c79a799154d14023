import type { Story } from './story.ts';

const story = <const S extends Story>(row: S) => row;

/** A kernel that was updated where the driver had been installed for one kernel only, without dkms. */
const withoutModule = { kernel: '4.14.355-280.708.amzn2.x86_64', driver: '2.12.0', hasEna: false } as const;

/** An instance for each thing that recovery must know. */
export const rows = [
  story({
    name: 'kernel-updated',
    says: 'EBS-backed, Xen, ENA optional and on; its new kernel has no module. The page’s own case.',
    type: 'r4.large',
    image: { enaSupport: true },
    guest: withoutModule,
  }),
  story({
    name: 'healthy',
    says: 'The same type with a module that loads.',
    type: 'r4.large',
    image: { enaSupport: true },
  }),
  story({
    name: 'never-set',
    says: 'ENA optional, and nobody ever set the flag: the attribute is absent.',
    type: 'r4.large',
    image: {},
  }),
  story({
    name: 'nitro',
    says: 'A type that requires ENA, with a kernel that lacks the module: the flag is no way out.',
    type: 'm5.large',
    image: { enaSupport: true },
    guest: withoutModule,
  }),
  story({
    name: 'rescue',
    says: 'A sound instance in the same zone, to repair volumes on.',
    type: 'm5.large',
    image: { enaSupport: true },
  }),
  story({
    name: 'paravirtual',
    says: 'A PV instance on which the flag was set.',
    type: 'c3.large',
    image: { enaSupport: true, virtualization: 'paravirtual' },
  }),
  story({
    name: 'intel',
    says: 'A type with Intel’s adapter instead of ENA.',
    type: 'c4.large',
    image: { sriovNetSupport: 'simple' },
  }),
  story({
    name: 'spot',
    says: 'A Spot Instance of a one-time request.',
    type: 'r4.large',
    image: { enaSupport: true },
    guest: withoutModule,
    instance: { spot: 'one-time' },
  }),
  story({
    name: 'hibernated',
    says: 'Stopped by hibernation.',
    type: 'r4.large',
    image: { enaSupport: true },
    guest: withoutModule,
    instance: { canHibernate: true, isHibernated: true },
    isStopped: true,
  }),
  story({
    name: 'stop-protected',
    says: 'Protected from being stopped.',
    type: 'r4.large',
    image: { enaSupport: true },
    guest: withoutModule,
    instance: { disableApiStop: true },
  }),
  story({
    name: 'in-group',
    says: 'A member of an Auto Scaling group, in service.',
    type: 'r4.large',
    image: { enaSupport: true },
    guest: withoutModule,
    isInGroup: true,
  }),
  story({
    name: 'instance-store-root',
    says: 'Boots from a volume of its host, so it cannot be stopped; the flag is on, and its type has no ENA.',
    type: 'm3.medium',
    image: { enaSupport: true, rootDeviceType: 'instance-store', mappings: [] },
  }),
  story({
    name: 'instance-store-data',
    says: 'EBS-backed with data on volumes of its host, which a stop would lose.',
    type: 'i3.large',
    image: { enaSupport: true },
    guest: withoutModule,
    instance: { instanceStores: ['/dev/nvme0n1'] },
  }),
  story({
    name: 'marketplace',
    says: 'Bought on AWS Marketplace, on a type that requires ENA: its root volume may visit no other instance.',
    type: 'm5.large',
    image: { enaSupport: true, productCode: '1a2b3c4d5e6f7g8h9i0jklmno' },
    guest: withoutModule,
  }),
] as const satisfies readonly Story[];
