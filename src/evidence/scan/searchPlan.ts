/** A needle's few bytes that the quick search looks at. */
export interface Fingerprint {
  /** The whole needle. */
  readonly needle: Uint8Array;
  /** Where in the needle the fingerprint begins. */
  readonly offset: number;
  /** Four to `fingerprintBytes` bytes. */
  readonly bytes: Uint8Array;
}

/** Needles in eight buckets: the quick search tells only which bucket a place may belong to. */
export type SearchPlan = readonly (readonly Fingerprint[])[];

/** More bytes make fewer false alarms and a slower loop; measured with 14 and 35 needles, 6 is the best sum. */
export const fingerprintBytes = 6;
export const bucketCount = 8;

/**
 * What the quick search sees of a byte: four bits, as many as one SIMD table lookup can tell apart. Adding the halves
 * spreads a log's bytes more evenly over the sixteen values (3.8 bits) than the low half does, where space, '0', 'P' and
 * 'p' fall together.
 */
export const nibbleHash = (byte: number): number => (byte + (byte >> 4)) & 15;

/** Per position in the fingerprint, which of the sixteen hashes are accepted: bit h for hash h. */
type Accepts = readonly number[];
const acceptsAnything = 0xffff;

const acceptsOf = (bytes: Uint8Array): Accepts =>
  Array.from({ length: fingerprintBytes }, (_, position) =>
    // A short fingerprint accepts anything behind its end.
    position < bytes.length ? 1 << nibbleHash(bytes[position]!) : acceptsAnything,
  );

/** How many bits are set. */
const ones = (word: number): number => {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
};

/** Estimates how often the quick search would stop in a text like the sample, by trying it there. */
const alarmsIn = (sample: Uint8Array): ((accepts: Accepts) => number) => {
  const words = (sample.length >> 5) + 1;
  /** For position and hash, the places in the sample, one bit each, where that hash stands that much further on. */
  const places = Array.from({ length: fingerprintBytes * 16 }, () => new Uint32Array(words));
  const counts = new Uint32Array(16);
  for (let at = 0; at < sample.length; at += 1) {
    const hash = nibbleHash(sample[at]!);
    counts[hash]! += 1;
    for (let position = 0; position < fingerprintBytes && position <= at; position += 1) {
      const place = at - position;
      places[position * 16 + hash]![place >> 5]! |= 1 << (place & 31);
    }
  }
  const all = new Uint32Array(words);
  const accepted = new Uint32Array(words);
  return (accepts) => {
    all.fill(0xffffffff);
    let expected = sample.length;
    for (let position = 0; position < fingerprintBytes; position += 1) {
      const hashes = accepts[position]!;
      if (hashes === acceptsAnything) continue;
      accepted.fill(0);
      let occurrences = 1;
      for (let hash = 0; hash < 16; hash += 1) {
        if (((hashes >> hash) & 1) === 0) continue;
        occurrences += counts[hash]!;
        const set = places[position * 16 + hash]!;
        for (let word = 0; word < words; word += 1) accepted[word]! |= set[word]!;
      }
      for (let word = 0; word < words; word += 1) all[word]! &= accepted[word]!;
      expected *= occurrences / (sample.length + 1);
    }
    let alarms = 0;
    for (let word = 0; word < words; word += 1) alarms += ones(all[word]!);
    // Most fingerprints never occur in the sample; among those, the one of the rarer bytes is the safer.
    return alarms + expected / 2;
  };
};

/** A longer sample chooses little better and costs milliseconds. */
export const sampleBytes = 8192;

const rarestFingerprint = (text: string, alarms: (accepts: Accepts) => number): Fingerprint & { alarms: number } => {
  const needle = new Uint8Array(Buffer.from(text));
  if (needle.length < 4 || /[\n\0]/.test(text)) {
    throw new RangeError(`a needle has four bytes or more and no line end: ${JSON.stringify(text)}`);
  }
  const size = Math.min(needle.length, fingerprintBytes);
  return Array.from({ length: needle.length - size + 1 }, (_, offset) => {
    const bytes = needle.slice(offset, offset + size);
    return { needle, offset, bytes, alarms: alarms(acceptsOf(bytes)) };
  }).reduce((best, other) => (other.alarms < best.alarms ? other : best));
};

/**
 * Chooses each needle's fingerprint and bucket so that the quick search stops rarely in texts like the sample.
 * " ena" may be rare in one log and stand in every line of another ("arena", "enabled"): no fixed table of letter
 * frequencies knows, a few kilobytes of the text itself do.
 */
export const planSearch = (needles: readonly string[], sample: Uint8Array): SearchPlan => {
  const alarms = alarmsIn(sample.subarray(0, sampleBytes));
  const fingerprints = needles.map((needle) => rarestFingerprint(needle, alarms));
  const buckets: { fingerprints: Fingerprint[]; accepts: Accepts; alarms: number }[] = [];
  // The troublesome first: they take a bucket each, the others settle where they add least.
  for (const fingerprint of fingerprints.sort((one, other) => other.alarms - one.alarms)) {
    const accepts = acceptsOf(fingerprint.bytes);
    if (buckets.length < bucketCount) {
      buckets.push({ fingerprints: [fingerprint], accepts, alarms: fingerprint.alarms });
      continue;
    }
    const joined = buckets.map((bucket) => {
      const both = bucket.accepts.map((hashes, position) => hashes | accepts[position]!);
      const sum = alarms(both);
      return { bucket, accepts: both, alarms: sum, added: sum - bucket.alarms };
    });
    const best = joined.reduce((one, other) => (other.added < one.added ? other : one));
    best.bucket.fingerprints.push(fingerprint);
    best.bucket.accepts = best.accepts;
    best.bucket.alarms = best.alarms;
  }
  return buckets.map((bucket) => bucket.fingerprints);
};

/**
 * The quick search's tables: for each position a row of sixteen bytes, one per hash; bit b is set where bucket b accepts
 * that hash there.
 */
export const lookupTables = (plan: SearchPlan): Uint8Array => {
  const tables = new Uint8Array(16 * fingerprintBytes);
  for (const [bucket, fingerprints] of plan.entries()) {
    for (const { bytes } of fingerprints) {
      for (const [position, hashes] of acceptsOf(bytes).entries()) {
        for (let hash = 0; hash < 16; hash += 1) {
          if ((hashes >> hash) & 1) tables[16 * position + hash]! |= 1 << bucket;
        }
      }
    }
  }
  return tables;
};
