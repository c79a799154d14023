import { type InstanceTypeFacts, instanceTypes } from '../../../../spec/instanceTypes.ts';
import { flag, list, text } from '../../protocol/shapes.ts';
import { refusals } from '../../refusals/index.ts';
import { type Action, action } from '../action.ts';
import { type Filterable, filters, passing } from '../filter.ts';
import { page, paging } from '../page.ts';

/** Amazon's own processors: families with a g after the generation, the first of them, and those beside Nvidia's GB200. */
const isArm = (name: string): boolean => /^(?:a1|[a-z]+\d+g[a-z]*|p6e-gb\d+)\./.test(name);

const architectureOf = ({ name }: InstanceTypeFacts): string => (isArm(name) ? 'arm64' : 'x86_64');

const rootDeviceTypesOf = ({ bootsFromInstanceStore }: InstanceTypeFacts): string[] =>
  bootsFromInstanceStore ? ['ebs', 'instance-store'] : ['ebs'];

/** What is known of a type; of what is not (CPUs, memory, prices …) the lab says nothing. */
const typeRow = (type: InstanceTypeFacts) => ({
  instanceType: type.name,
  supportedRootDeviceTypes: rootDeviceTypesOf(type),
  bareMetal: type.hypervisor === 'metal',
  hypervisor: type.hypervisor === 'metal' ? undefined : type.hypervisor,
  processorInfo: { supportedArchitectures: [architectureOf(type)] },
  instanceStorageSupported: type.hasInstanceStore,
  networkInfo: { enaSupport: type.enaSupport, enaSrdSupported: type.hasEnaExpress },
});

const typeFilters: Filterable<InstanceTypeFacts> = {
  'bare-metal': ({ hypervisor }) => [hypervisor === 'metal'],
  hypervisor: ({ hypervisor }) => [hypervisor === 'metal' ? undefined : hypervisor],
  'instance-storage-supported': ({ hasInstanceStore }) => [hasInstanceStore],
  'instance-type': ({ name }) => [name],
  'network-info.ena-support': ({ enaSupport }) => [enaSupport],
  'processor-info.supported-architecture': (type) => [architectureOf(type)],
  'supported-root-device-type': rootDeviceTypesOf,
};

const describeInstanceTypes = action(
  'DescribeInstanceTypes',
  { InstanceType: list(text), Filter: filters, IncludeUnsupportedInRegion: flag, ...paging },
  {
    isRead: true,
    does: (_, { InstanceType, Filter, ...asked }) => {
      const unknown = InstanceType.filter((name) => !instanceTypes.has(name));
      if (unknown.length > 0) throw refusals.invalidType(unknown.join(', '));
      const named = InstanceType.map((name) => instanceTypes.get(name)!);
      const chosen = passing(named.length > 0 ? named : [...instanceTypes.values()], Filter, typeFilters);
      const { rows, nextToken } = page(chosen, ({ name }) => name, asked, { least: 5, most: 100, usual: 100 });
      return { instanceTypeSet: rows.map(typeRow), nextToken };
    },
  },
);

export const typeActions: readonly Action[] = [describeInstanceTypes];
