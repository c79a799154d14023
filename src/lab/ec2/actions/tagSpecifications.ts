import { list, record, required, text } from '../protocol/shapes.ts';
import { refusals } from '../refusals/index.ts';
import type { Tag } from '../world/world.ts';

const mostTags = 50;

/** `Tag.N.Key` and `Tag.N.Value`. */
export const tagList = list(record({ Key: required(text), Value: text }));

/** `TagSpecification.N`: tags for what a call is about to make. */
export const tagSpecifications = list(record({ ResourceType: required(text), Tag: tagList }));

/**
 * Tags with others put over them.
 *
 * @throws Ec2Error for reserved keys and too many
 */
export const taggedWith = (tags: readonly Tag[], more: ReturnType<typeof tagList>): Tag[] => {
  const merged = new Map(tags.map(({ key, value }) => [key, value]));
  for (const { Key, Value = '' } of more) {
    if (Key.startsWith('aws:')) throw refusals.invalidTagKey();
    merged.set(Key, Value);
  }
  if (merged.size > mostTags) throw refusals.tooManyTags();
  return [...merged].map(([key, value]) => ({ key, value }));
};

/** The tags meant for a type of resource. */
export const tagsFor = (type: string, specifications: ReturnType<typeof tagSpecifications>): Tag[] =>
  taggedWith(
    [],
    specifications.filter(({ ResourceType }) => ResourceType === type).flatMap(({ Tag }) => Tag),
  );
