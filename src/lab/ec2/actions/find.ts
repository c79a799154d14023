import { type Kind, unknownId } from '../refusals/unknownId.ts';
import type { Instance } from '../world/instance.ts';
import type { Image } from '../world/storage.ts';
import type { World } from '../world/world.ts';

const tables = {
  instance: 'instances',
  image: 'images',
  volume: 'volumes',
  snapshot: 'snapshots',
  networkInterface: 'networkInterfaces',
} as const satisfies Record<Kind, keyof World>;

type Of<K extends Kind> = World[(typeof tables)[K]][string];

/**
 * What has an id.
 *
 * @throws Ec2Error where nothing has it
 */
export const find = <K extends Kind>(world: World, kind: K, id: string): Of<K> => {
  const table = world[tables[kind]] as Record<string, Of<K>>;
  const one = Object.hasOwn(table, id) ? table[id] : undefined;
  if (one === undefined || (kind === 'image' && (one as Image).isDeregistered)) throw unknownId(kind, id);
  return one;
};

/** What has the ids; all there is where none is given. */
export const findAll = <K extends Kind>(world: World, kind: K, ids: readonly string[]): Of<K>[] =>
  ids.length > 0
    ? [...new Set(ids)].map((id) => find(world, kind, id))
    : (Object.values(world[tables[kind]]) as Of<K>[]).filter(
        (one) => !(kind === 'image' && (one as Image).isDeregistered),
      );

/** Instances by their ids, each once. */
export const findInstances = ({ world }: { readonly world: World }, ids: readonly string[]): Instance[] =>
  [...new Set(ids)].map((id) => find(world, 'instance', id));
