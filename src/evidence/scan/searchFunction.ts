import { type Probe, probes } from './searchPlan.ts';
import {
  block,
  branch,
  branchIf,
  copyBytes,
  type I32,
  type I64,
  i32,
  i64,
  loop,
  returns,
  type Statement,
  type V128,
  v128,
  wasmFunction,
  when,
} from './wasm.ts';

/** Lines are cut here: what stands behind is neither searched nor delivered. */
export const maxLineBytes = 65536;
/** The quick search reads this far behind the text's end; the bytes must be zero. */
export const paddingBytes = 128;

/**
 * What lies at the beginning of the kernel's memory.
 *   tables   the quick search's lookup tables, one row of 16 bytes per probe
 *   stops    which buckets each of the last 64 places may belong to
 *   results  where the records end and where the copied lines end, each a u32
 *   buckets  where each bucket's needles begin, and where the last one's end: nine u32
 *   needles  per needle four u32: its fingerprint, its offset in the needle, the needle's address and
 *            its size; behind them the needles themselves
 */
export const layout = { tables: 0, stops: 128, results: 192, buckets: 208, needles: 256 } as const;
export const needleRecordBytes = 16;

const newline = 0x0a;
/** The counters of line ends are bytes, and a round adds up to four to each. */
const roundsPerCount = 63;
const roundBytes = 64;
const quarterOffsets = [0, 16, 32, 48];

/** A bit for each of the 64 lanes whose bytes are all ones. */
const lanesOf = (quarters: readonly V128[]): I64 =>
  quarters
    .map((lanes, quarter) => i64.shl(i64.fromU32(v128.i8x16bitmask(lanes)), i64.const(16 * quarter)))
    .reduce(i64.or);
const lowestBit = (bits: I64): I64 => i64.and(bits, i64.sub(i64.const(0), bits));

export type Swizzle = typeof v128.swizzle;

/**
 * `search(at, end, records, copies)`: finds the lines with a needle in the text from `at` to `end`, which begins behind a
 * line end, ends with one, and is followed by zeros. Each such line is copied to `copies`; to `records` go two u32 for it: its
 * size, and how many lines stand before it. Returns how many lines there are.
 *
 * The quick search is Hyperscan's Teddy: look up which buckets accept the nibble that each probe sees, sixteen places at a
 * time, and AND the answers. Where a bit is left, that bucket's needles are compared in full. Line ends are counted on the
 * way.
 */
export const searchFunction = (swizzle: Swizzle) =>
  wasmFunction(['at', 'end', 'records', 'copies'], ({ at, end, records, copies }, locals) => {
    const tables = Object.values(locals('v128', ...probes.map((_, probe) => `table ${probe}`)));
    const stops = Object.values(locals('v128', 'stops 0', 'stops 1', 'stops 2', 'stops 3'));
    const { bytes, counted, newlines, lowerHalf } = locals('v128', 'bytes', 'counted', 'newlines', 'lowerHalf');
    const nibbles = locals('v128', 'sum', 'lower');
    const nextNibbles = locals('v128', 'sum', 'lower');
    const { candidates, breaks } = locals('i64', 'candidates', 'breaks');
    const { lines, roundsEnd } = locals('i32', 'lines', 'roundsEnd');
    const { place, buckets, needle, lastNeedle } = locals('i32', 'place', 'buckets', 'needle', 'lastNeedle');
    const { start, size, same, lineStart, lineEnd } = locals('i32', 'start', 'size', 'same', 'lineStart', 'lineEnd');
    const add = (to: typeof at, value: I32): Statement => to.set(i32.add(to.get, value));
    const newlinesAt = (address: I32, offset = 0): V128 => v128.i8x16eq(v128.load(address, offset), newlines.get);

    /** Both nibbles of sixteen bytes. No shift works on bytes; what the neighbour lets in is masked away. */
    const nibblesAt = (into: typeof nibbles, offset: number): Statement[] => [
      bytes.set(v128.load(at.get, offset)),
      into.sum.set(v128.and(v128.i8x16add(bytes.get, v128.i16x8shrU(bytes.get, 4)), lowerHalf.get)),
      into.lower.set(v128.and(bytes.get, lowerHalf.get)),
    ];
    const seenBy = ({ position, nibble }: Probe): V128 =>
      position === 0 ? nibbles[nibble].get : v128.slide(nibbles[nibble].get, nextNibbles[nibble].get, position);
    const lookUp = (offset: number, quarter: number): Statement[] => [
      ...nibblesAt(nextNibbles, offset + 16),
      stops[quarter]!.set(probes.map((probe, index) => swizzle(tables[index]!.get, seenBy(probe))).reduce(v128.and)),
      nibbles.sum.set(nextNibbles.sum.get),
      nibbles.lower.set(nextNibbles.lower.get),
    ];
    const anyStop = v128.anyTrue(stops.map(({ get }) => get).reduce(v128.or));
    const countNewlines = quarterOffsets.map((offset) =>
      counted.set(v128.i8x16sub(counted.get, newlinesAt(at.get, offset))),
    );
    const sumUp = [
      counted.set(v128.pairSums16(v128.pairSums8(counted.get))),
      ...[0, 1, 2, 3].map((sum) => add(lines, v128.i32x4lane(counted.get, sum))),
    ];
    /** Leaves to `match` when a needle of one of the `buckets` stands at `place`, with `start` and `size` set. */
    const compareNeedles = (match: Parameters<typeof branch>[0]): Statement =>
      loop('next bucket', (nextBucket) => [
        needle.set(i32.load(i32.shl(i32.ctz(buckets.get), i32.const(2)), layout.buckets)),
        lastNeedle.set(i32.load(i32.shl(i32.ctz(buckets.get), i32.const(2)), layout.buckets + 4)),
        loop('next needle', (nextNeedle) => [
          when(i32.eq(i32.load(place.get), i32.load(needle.get)), [
            start.set(i32.sub(place.get, i32.load(needle.get, 4))),
            size.set(i32.load(needle.get, 12)),
            same.set(i32.const(0)),
            loop('next byte', (nextByte) => [
              when(
                i32.eq(
                  i32.load8u(i32.add(start.get, same.get)),
                  i32.load8u(i32.add(i32.load(needle.get, 8), same.get)),
                ),
                [add(same, i32.const(1)), branchIf(match, i32.eq(same.get, size.get)), branch(nextByte)],
              ),
            ]),
          ]),
          add(needle, i32.const(needleRecordBytes)),
          branchIf(nextNeedle, i32.ltU(needle.get, lastNeedle.get)),
        ]),
        buckets.set(i32.and(buckets.get, i32.sub(buckets.get, i32.const(1)))),
        branchIf(nextBucket, buckets.get),
      ]);
    const findLine = [
      lineStart.set(place.get),
      loop('backwards', (backwards) => [
        lineStart.set(i32.sub(lineStart.get, i32.const(16))),
        same.set(v128.i8x16bitmask(newlinesAt(lineStart.get))),
        branchIf(backwards, i32.eqz(same.get)),
      ]),
      lineStart.set(i32.add(lineStart.get, i32.sub(i32.const(32), i32.clz(same.get)))),
      lineEnd.set(i32.sub(place.get, i32.const(16))),
      loop('forwards', (forwards) => [
        add(lineEnd, i32.const(16)),
        same.set(v128.i8x16bitmask(newlinesAt(lineEnd.get))),
        branchIf(forwards, i32.eqz(same.get)),
      ]),
      add(lineEnd, i32.ctz(same.get)),
    ];
    const record = [
      when(i32.leU(i32.add(start.get, size.get), i32.add(lineStart.get, i32.const(maxLineBytes))), [
        size.set(i32.sub(lineEnd.get, lineStart.get)),
        size.set(i32.select(i32.ltU(size.get, i32.const(maxLineBytes)), size.get, i32.const(maxLineBytes))),
        copyBytes(copies.get, lineStart.get, size.get),
        add(copies, size.get),
        i32.store(records.get, size.get),
        i32.store(records.get, lines.get, 4),
        add(records, i32.const(8)),
      ]),
    ];

    return [
      lowerHalf.set(v128.splat(0x0f)),
      newlines.set(v128.splat(newline)),
      ...tables.map((table, position) => table.set(v128.load(i32.const(layout.tables + 16 * position)))),
      loop('search on', (searchOn) => [
        when(i32.geU(at.get, end.get), [
          i32.store(i32.const(layout.results), records.get),
          i32.store(i32.const(layout.results + 4), copies.get),
          returns(lines.get),
        ]),
        ...nibblesAt(nibbles, 0),
        loop('rounds', (rounds) => [
          roundsEnd.set(i32.add(at.get, i32.const(roundsPerCount * roundBytes))),
          roundsEnd.set(i32.select(i32.ltU(roundsEnd.get, end.get), roundsEnd.get, end.get)),
          counted.set(v128.splat(0)),
          block('stop', (stop) => [
            loop('round', (round) => [
              ...quarterOffsets.flatMap(lookUp),
              branchIf(stop, anyStop),
              ...countNewlines,
              add(at, i32.const(roundBytes)),
              branchIf(round, i32.ltU(at.get, roundsEnd.get)),
            ]),
          ]),
          ...sumUp,
          when(i32.ltU(at.get, roundsEnd.get), [
            ...stops.map(({ get }, quarter) => v128.store(i32.const(layout.stops + 16 * quarter), get)),
            candidates.set(lanesOf(stops.map(({ get }) => v128.i8x16ne(get, v128.splat(0))))),
            breaks.set(lanesOf(quarterOffsets.map((offset) => newlinesAt(at.get, offset)))),
            block('match', (match) => [
              loop('candidate', (candidate) => [
                place.set(i64.toI32(i64.ctz(candidates.get))),
                buckets.set(i32.load8u(place.get, layout.stops)),
                add(place, at.get),
                compareNeedles(match),
                candidates.set(i64.and(candidates.get, i64.sub(candidates.get, i64.const(1)))),
                branchIf(candidate, i32.eqz(i64.eqz(candidates.get))),
              ]),
              add(lines, i64.toI32(i64.popcnt(breaks.get))),
              add(at, i32.const(roundBytes)),
              branchIf(rounds, i32.ltU(at.get, end.get)),
              branch(searchOn),
            ]),
            // Only the line ends before the match count: below the lowest candidate left.
            add(lines, i64.toI32(i64.popcnt(i64.and(breaks.get, i64.sub(lowestBit(candidates.get), i64.const(1)))))),
            ...findLine,
            ...record,
            add(lines, i32.const(1)),
            at.set(i32.add(lineEnd.get, i32.const(1))),
            branch(searchOn),
          ]),
          branchIf(rounds, i32.ltU(at.get, end.get)),
          branch(searchOn),
        ]),
      ]),
    ];
  });
