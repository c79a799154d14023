import type { Member } from '../../../src/spec/wire/field.ts';

/**
 * A member as the second transcription writes it: byte of its word and mask in that word; byte and `48` or `64` bits for
 * numbers of two words; byte and length for runs of bytes.
 */
export type Place =
  | readonly [byte: number, mask: number]
  | readonly [byte: number, kind: '48' | '64' | `${number} bytes`];

/** Where our description puts a member, in the same words. */
export const placeOf = (member: Member): Place => {
  if ('byte' in member) return [member.byte, `${member.length} bytes`];
  if ('highMask' in member) return [member.word * 4, member.highMask === 0xffff ? '48' : '64'];
  return [member.word * 4, (member.mask << member.shift) >>> 0];
};

/** A structure as the second transcription writes it. */
export interface Transcribed {
  readonly sizeBytes: number;
  readonly fields: Readonly<Record<string, Place>>;
}
