import type { Ask } from './calls.ts';
import type { EnaOfType, ImageSeen, InstanceSeen } from './instanceSeen.ts';
import { pages } from './pages.ts';
import { enaOf, seenOf } from './seenOf.ts';
import type { Filter, Image, Instance, InstanceTypeInfo } from './shapes.ts';

export interface SurveyOptions {
  /** Which instances: EC2's own filters. */
  readonly filters: readonly Filter[];
  /** Types to hold instances and images against, besides those in use. */
  readonly types: readonly string[];
}

export interface Survey {
  readonly instances: readonly InstanceSeen[];
  /** Images this account owns. */
  readonly images: readonly ImageSeen[];
  /** How each type that is in use or was asked about stands to ENA; a type the region lacks is absent. */
  readonly types: ReadonlyMap<string, EnaOfType>;
}

/** EC2 takes so many values in one filter. */
const filterValues = 200;
const pageSize = 1000;

/** Looked up by filter, not by name: one unknown name would turn away the whole call. */
const lookUp = async <Found>(
  names: Iterable<string>,
  ask: (values: readonly string[]) => AsyncIterable<readonly Found[]>,
) => {
  const found: Found[] = [];
  const wanted = [...new Set(names)];
  for (let i = 0; i < wanted.length; i += filterValues)
    for await (const page of ask(wanted.slice(i, i + filterValues))) found.push(...page);
  return found;
};

const instancesOf = async (ask: Ask, filters: readonly Filter[]): Promise<readonly Instance[]> => {
  const found: Instance[] = [];
  const input = { MaxResults: pageSize, ...(filters.length > 0 && { Filters: filters }) };
  for await (const { Reservations = [] } of pages((token) => ask('DescribeInstances', { ...input, ...token })))
    for (const { Instances = [] } of Reservations) found.push(...Instances);
  return found;
};

const typesOf = (ask: Ask, names: Iterable<string>): Promise<readonly InstanceTypeInfo[]> =>
  lookUp(names, async function* (values) {
    const input = { Filters: [{ Name: 'instance-type', Values: values }], MaxResults: 100 };
    for await (const { InstanceTypes = [] } of pages((token) => ask('DescribeInstanceTypes', { ...input, ...token })))
      yield InstanceTypes;
  });

const imagesOf = (ask: Ask, ids: Iterable<string>): Promise<readonly Image[]> =>
  lookUp(ids, async function* (values) {
    const { Images = [] } = await ask('DescribeImages', { Filters: [{ Name: 'image-id', Values: values }] });
    yield Images;
  });

const ownImages = async (ask: Ask): Promise<readonly Image[]> => {
  const found: Image[] = [];
  const input = { Owners: ['self'], MaxResults: pageSize };
  for await (const { Images = [] } of pages((token) => ask('DescribeImages', { ...input, ...token })))
    found.push(...Images);
  return found;
};

const imageSeen = ({ ImageId = 'unknown', Name = '', EnaSupport, VirtualizationType }: Image): ImageSeen => ({
  id: ImageId,
  name: Name,
  enaFlag: EnaSupport === true,
  paravirtual: VirtualizationType === 'paravirtual',
});

const byId = <T>(all: readonly T[], idOf: (one: T) => string | undefined): ReadonlyMap<string | undefined, T> =>
  new Map(all.map((one) => [idOf(one), one]));

/**
 * Looks at every instance of a region, at its own images, and at the types in question. Asks page by page, and never
 * instance by instance.
 *
 * @throws Ec2Error
 */
export const surveyRegion = async (ask: Ask, { filters, types }: SurveyOptions): Promise<Survey> => {
  const instances = (await instancesOf(ask, filters)).filter(({ State }) => State?.Name !== 'terminated');
  const inUse = instances.flatMap(({ InstanceType }) => InstanceType ?? []);
  const known = await typesOf(ask, [...inUse, ...types]);
  const used = await imagesOf(
    ask,
    instances.flatMap(({ ImageId }) => ImageId ?? []),
  );
  const typeByName = byId(known, ({ InstanceType }) => InstanceType);
  const imageById = byId(used, ({ ImageId }) => ImageId);
  const own = await ownImages(ask);
  return {
    instances: instances.map((instance) => {
      const type = typeByName.get(instance.InstanceType);
      const image = imageById.get(instance.ImageId);
      const enaFlag = instance.EnaSupport === true;
      const id = instance.InstanceId ?? 'unknown';
      return seenOf({ id, instance, enaFlag, unseen: [], ...(type && { type }), ...(image && { image }) });
    }),
    images: own.map(imageSeen),
    types: new Map(
      known.flatMap(({ InstanceType, NetworkInfo }) => {
        const ena = enaOf(NetworkInfo?.EnaSupport);
        return InstanceType === undefined || ena === undefined ? [] : [[InstanceType, ena]];
      }),
    ),
  };
};
