/** A needle's few bytes that the quick search looks at. */
export interface Fingerprint {
  /** The whole needle. */
  readonly needle: Uint8Array;
  /** Where in the needle the fingerprint begins. */
  readonly offset: number;
  /** `fingerprintBytes` bytes. */
  readonly bytes: Uint8Array;
}

/** Needles in eight buckets: the quick search tells only which bucket a place may belong to. */
export type SearchPlan = readonly (readonly Fingerprint[])[];

export const fingerprintBytes = 4;
export const bucketCount = 8;

/**
 * The quick search sees of a byte only four bits, as many as a SIMD table lookup tells apart: its lower half, or the sum of
 * its halves. Together they determine the byte; each alone spreads a log's bytes over nearly all sixteen values. (Teddy's
 * upper half takes six values in text, and tells little.)
 */
export const nibbleOf = {
  lower: (byte: number): number => byte & 15,
  sum: (byte: number): number => (byte + (byte >> 4)) & 15,
} as const;

/** One lookup: which four bits of which byte of the fingerprint. */
export interface Probe {
  readonly position: number;
  readonly nibble: keyof typeof nibbleOf;
}

/** Both nibbles of all four bytes: fewer probes make a faster loop, and more false alarms than they save. */
export const probes: readonly Probe[] = (['sum', 'lower'] as const).flatMap((nibble) =>
  [0, 1, 2, 3].map((position) => ({ position, nibble })),
);

/** For each probe, which of the sixteen nibbles are accepted: bit n for nibble n. */
type Accepts = readonly number[];

const countOnes = (set: Uint32Array): number => {
  let count = 0;
  for (let index = 0; index < set.length; index += 1) {
    const word = set[index]!;
    const pairs = word - ((word >>> 1) & 0x55555555);
    const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
    count += Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return count;
};

/** What the quick search lets pass, tried on a sample of the text. */
interface Filter {
  readonly accepts: Accepts;
  /** For each probe, the places in the sample, one bit each, where it would see an accepted nibble. */
  readonly places: readonly Uint32Array[];
}

interface Sampler {
  filterFor(fingerprint: Uint8Array): Filter;
  join(one: Filter, other: Filter): Filter;
  /** How often a filter for both would stop in the sample. */
  alarms(one: Filter, other: Filter): number;
}

const samplerOf = (sample: Uint8Array): Sampler => {
  const words = (sample.length >> 5) + 1;
  const places = probes.map(({ position, nibble }) => {
    const sets = Array.from({ length: 16 }, () => new Uint32Array(words));
    const see = nibbleOf[nibble];
    for (let place = 0; place + position < sample.length; place += 1) {
      sets[see(sample[place + position]!)]![place >> 5]! |= 1 << (place & 31);
    }
    return sets;
  });
  const shares = places.map((sets) => sets.map((set) => (countOnes(set) + 1) / (sample.length + 16)));
  const everywhere = new Uint32Array(words);
  return {
    filterFor: (fingerprint) => {
      const seen = probes.map(({ position, nibble }) => nibbleOf[nibble](fingerprint[position]!));
      return {
        accepts: seen.map((nibble) => 1 << nibble),
        places: seen.map((nibble, probe) => places[probe]![nibble]!),
      };
    },
    join: (one, other) => ({
      accepts: one.accepts.map((nibbles, probe) => nibbles | other.accepts[probe]!),
      places: one.places.map((set, probe) => set.map((word, index) => word | other.places[probe]![index]!)),
    }),
    alarms: (one, other) => {
      everywhere.fill(0xffffffff);
      // Most filters never stop in the sample; among those, the one for rarer bytes is the safer.
      let expected = sample.length / 2;
      for (let probe = 0; probe < probes.length; probe += 1) {
        const [left, right] = [one.places[probe]!, other.places[probe]!];
        for (let word = 0; word < words; word += 1) everywhere[word]! &= left[word]! | right[word]!;
        const accepts = one.accepts[probe]! | other.accepts[probe]!;
        let share = 0;
        for (let nibble = 0; nibble < 16; nibble += 1) if ((accepts >> nibble) & 1) share += shares[probe]![nibble]!;
        expected *= share;
      }
      return countOnes(everywhere) + expected;
    },
  };
};

/** A longer sample chooses little better and costs milliseconds. */
export const sampleBytes = 4096;

interface Candidate extends Fingerprint {
  readonly filter: Filter;
  readonly alarms: number;
}

const rarestFingerprint = (text: string, sampler: Sampler): Candidate => {
  const needle = new Uint8Array(Buffer.from(text));
  if (needle.length < fingerprintBytes || /[\n\0]/.test(text)) {
    throw new RangeError(`a needle has four bytes or more and no line end: ${JSON.stringify(text)}`);
  }
  return Array.from({ length: needle.length - fingerprintBytes + 1 }, (_, offset) => {
    const bytes = needle.slice(offset, offset + fingerprintBytes);
    const filter = sampler.filterFor(bytes);
    return { needle, offset, bytes, filter, alarms: sampler.alarms(filter, filter) };
  }).reduce((best, other) => (other.alarms < best.alarms ? other : best));
};

/**
 * Chooses each needle's fingerprint and bucket so that the quick search stops rarely in texts like the sample.
 * " ena" may be rare in one log and stand in every line of another ("arena", "enabled"): no fixed table of letter
 * frequencies knows, a few kilobytes of the text itself do.
 */
export const planSearch = (needles: readonly string[], sample: Uint8Array): SearchPlan => {
  const sampler = samplerOf(sample.subarray(0, sampleBytes));
  const candidates = needles.map((needle) => rarestFingerprint(needle, sampler));
  // The troublesome first: they take a bucket each, the others settle where they add least.
  candidates.sort((one, other) => other.alarms - one.alarms);
  const buckets = candidates.slice(0, bucketCount).map((first) => ({ ...first, fingerprints: [first] }));
  for (const candidate of candidates.slice(bucketCount)) {
    const joined = buckets.map((bucket) => sampler.alarms(bucket.filter, candidate.filter));
    const added = joined.map((alarms, index) => alarms - buckets[index]!.alarms);
    const chosen = added.indexOf(Math.min(...added));
    const bucket = buckets[chosen]!;
    bucket.filter = sampler.join(bucket.filter, candidate.filter);
    bucket.alarms = joined[chosen]!;
    bucket.fingerprints.push(candidate);
  }
  return buckets.map(({ fingerprints }) =>
    fingerprints.map(({ needle, offset, bytes }) => ({ needle, offset, bytes })),
  );
};

/**
 * The quick search's tables: for each probe a row of sixteen bytes, one per nibble; bit b is set where bucket b accepts
 * that nibble.
 */
export const lookupTables = (plan: SearchPlan): Uint8Array => {
  const tables = new Uint8Array(16 * probes.length);
  for (const [bucket, fingerprints] of plan.entries()) {
    for (const { bytes } of fingerprints) {
      for (const [probe, { position, nibble }] of probes.entries()) {
        tables[16 * probe + nibbleOf[nibble](bytes[position]!)]! |= 1 << bucket;
      }
    }
  }
  return tables;
};
