import { record, required, some, text } from '../../protocol/shapes.ts';
import { unknownId } from '../../refusals/unknownId.ts';
import type { Resource, World } from '../../world/world.ts';
import { type Action, action } from '../action.ts';
import { type Filterable, filters, passing } from '../filter.ts';
import { page, paging } from '../page.ts';
import { taggedWith, tagList } from '../tagSpecifications.ts';

/** What can be tagged, by what DescribeTags calls it. */
const taggable = {
  instance: 'instances',
  volume: 'volumes',
  snapshot: 'snapshots',
  image: 'images',
  'network-interface': 'networkInterfaces',
} as const satisfies Record<string, keyof World>;

type ResourceType = keyof typeof taggable;

const resourcesOf = (world: World): { readonly type: ResourceType; readonly resource: Resource }[] =>
  Object.entries(taggable).flatMap(([type, table]) =>
    Object.values<Resource>(world[table]).map((resource) => ({ type: type as ResourceType, resource })),
  );

const findResources = (world: World, ids: readonly string[]): Resource[] => {
  const all = new Map(resourcesOf(world).map(({ resource }) => [resource.id, resource]));
  return ids.map((id) => {
    const resource = all.get(id);
    if (resource === undefined) throw unknownId('instance', id);
    return resource;
  });
};

const createTags = action(
  'CreateTags',
  { ResourceId: some(text), Tag: some(record({ Key: required(text), Value: text })) },
  {
    finds: ({ world }, { ResourceId }) => findResources(world, ResourceId),
    does: (_, { Tag }, resources) => {
      const tagged = resources.map(({ tags }) => taggedWith(tags, Tag));
      for (const [i, resource] of resources.entries()) resource.tags = tagged[i]!;
      return { return: true };
    },
  },
);

const deleteTags = action(
  'DeleteTags',
  { ResourceId: some(text), Tag: tagList },
  {
    finds: ({ world }, { ResourceId }) => findResources(world, ResourceId),
    does: (_, { Tag }, resources) => {
      const isMeant = (key: string, value: string) =>
        Tag.length === 0 || Tag.some((one) => one.Key === key && (one.Value === undefined || one.Value === value));
      for (const resource of resources) resource.tags = resource.tags.filter(({ key, value }) => !isMeant(key, value));
      return { return: true };
    },
  },
);

interface TagRow {
  readonly type: ResourceType;
  readonly id: string;
  readonly key: string;
  readonly value: string;
}

const tagFilters: Filterable<TagRow> = {
  key: ({ key }) => [key],
  value: ({ value }) => [value],
  'resource-id': ({ id }) => [id],
  'resource-type': ({ type }) => [type],
};

const describeTags = action(
  'DescribeTags',
  { Filter: filters, ...paging },
  {
    isRead: true,
    does: ({ world }, { Filter, ...asked }) => {
      const all = resourcesOf(world).flatMap(({ type, resource }) =>
        resource.tags.map(({ key, value }): TagRow => ({ type, id: resource.id, key, value })),
      );
      const { rows, nextToken } = page(passing(all, Filter, tagFilters), ({ id, key }) => `${id} ${key}`, asked, {
        least: 5,
        most: 1000,
      });
      return {
        tagSet: rows.map(({ type, id, key, value }) => ({ resourceId: id, resourceType: type, key, value })),
        nextToken,
      };
    },
  },
);

/** What tags things and tells of tags. */
export const tagActions: readonly Action[] = [createTags, deleteTags, describeTags];
