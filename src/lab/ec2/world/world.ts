import type { Group } from './group.ts';
import type { Instance } from './instance.ts';
import type { NetworkInterface } from './networkInterface.ts';
import type { Image, Snapshot, Volume } from './storage.ts';

export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** Something that has an id of EC2 and tags. */
export interface Resource {
  readonly id: string;
  tags: Tag[];
}

/** What a client token was used for. */
export interface UsedToken {
  readonly action: string;
  readonly token: string;
  /** The other parameters, as text. */
  readonly parameters: string;
  /** What the call made. */
  readonly made: string;
}

/** All there is in one region of the lab's account; JSON can hold it. */
export interface World {
  readonly region: string;
  readonly seed: number;
  /** Ids follow from the seed and how many were given before. */
  idsIssued: number;
  readonly instances: Record<string, Instance>;
  readonly volumes: Record<string, Volume>;
  readonly snapshots: Record<string, Snapshot>;
  readonly images: Record<string, Image>;
  readonly networkInterfaces: Record<string, NetworkInterface>;
  readonly groups: Group[];
  readonly tokens: UsedToken[];
}

/** A region where nothing is. */
export const emptyWorld = (region: string, seed: number): World => ({
  region,
  seed,
  idsIssued: 0,
  instances: {},
  volumes: {},
  snapshots: {},
  images: {},
  networkInterfaces: {},
  groups: [],
  tokens: [],
});

/** The account everything belongs to. */
export const ownerId = '111122223333';
