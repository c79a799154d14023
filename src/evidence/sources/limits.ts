const kib = 1024;
const mib = 1024 * kib;
const gib = 1024 * mib;

/** How far reading goes before it gives up on an input. Every bound has its reason in `limits`. */
export interface Limits {
  readonly headBytes: number;
  readonly lineBytes: number;
  readonly consoleBytes: number;
  readonly layers: number;
  readonly entries: number;
  readonly expansionRatio: number;
  readonly anyRatioBytes: number;
  readonly sourceRatioFreeBytes: number;
  readonly expandedBytes: number;
  readonly idleLines: number;
  readonly heldObservations: number;
  readonly scanFromBytes: number;
  readonly scanProbeBytes: number;
}

/** The bounds of an ordinary run. */
export const limits: Limits = {
  // Enough to tell formats, encodings and line ends apart; tar's magic, the farthest one, lies at byte 257.
  headBytes: 64 * kib,
  // The kernel prints at most 1 KiB a record, a JSON record of journald a few KiB; beyond is no log line.
  lineBytes: 64 * kib,
  // EC2 keeps 64 KiB of console; base64 and JSON escapes make at most 8 bytes of each.
  consoleBytes: mib,
  // Five archives inside each other, each of them compressed. A zip that contains itself never ends.
  layers: 10,
  // A sosreport of a large host holds about 20,000 files.
  entries: 100_000,
  // gzip cannot exceed 1032:1, reached by a bomb's zeros alone; chatty logs stay below 200:1, in xz below 1000:1.
  expansionRatio: 1000,
  // A small file of repeats may exceed the ratio honestly; this much costs a blink.
  anyRatioBytes: 16 * mib,
  // Archives in archives multiply their ratios, so a source as a whole is held to the ratio too, from here on.
  sourceRatioFreeBytes: gib,
  // A day of a very loud fleet. Longer takes minutes, and nobody asked for that at night.
  expandedBytes: 20 * gib,
  // Seconds. Packed lines cost next to nothing to send and about a microsecond each to look at.
  idleLines: 5_000_000,
  // About 20 MiB; until then members can be put in order and duplicates taken back.
  heldObservations: 20_000,
  // Below, starting the parallel scan costs more than it saves.
  scanFromBytes: 8 * mib,
  // A transcript shows its first command output well before this.
  scanProbeBytes: 256 * kib,
};
