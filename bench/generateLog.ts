import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { fillerLines } from './log/fillerLine.ts';
import { bootLines, incidents, resetLines } from './log/incident.ts';
import { seededRandom, weighted } from './log/random.ts';
import { stampClock } from './log/stampClock.ts';

/** What was planted where; the doctor's report is checked against it. */
export interface LogManifest {
  readonly seed: number;
  readonly bytes: number;
  readonly lines: number;
  readonly adapterLines: number;
  readonly incidents: readonly PlantedIncident[];
}

export interface PlantedIncident {
  readonly finding: string;
  /** Whether the adapter was reset, so that the report must show an incident here. */
  readonly reset: boolean;
  /** 1-based numbers of its first and last line. */
  readonly line: number;
  readonly lastLine: number;
}

/** Distinct filler lines; enough that no cache or branch predictor learns them, few enough to be ready in a moment. */
const fillerPool = 1 << 16;
const flushChars = 4 << 20;

/**
 * Writes a syslog of at least `bytes` bytes, `adapterShare` of its lines ENA's, and returns what was planted.
 * The same options always write the same bytes.
 */
export const generateLog = (
  path: string,
  {
    bytes,
    seed = 1,
    adapterShare = 0.01,
    queues = 4,
  }: { bytes: number; seed?: number; adapterShare?: number; queues?: number },
): LogManifest => {
  const random = seededRandom(seed);
  const clock = stampClock(random);
  const pool = Array.from({ length: fillerPool }, () => {
    const { tag, text } = weighted(fillerLines, random);
    return { kernel: tag === 'kernel', text: tag === 'kernel' ? text(random) : `${tag}: ${text(random)}` };
  });
  const planted: PlantedIncident[] = [];
  const file = openSync(path, 'w');
  let text = '';
  let written = 0;
  let lines = 0;
  let adapterLines = 0;
  const add = (line: string): void => {
    text += line;
    lines += 1;
  };
  const addAdapterLines = (all: readonly string[]): void => {
    for (const line of all) add(`${clock.kernelStamp()}${line}\n`);
    adapterLines += all.length;
  };

  addAdapterLines(bootLines);
  while (written + text.length < bytes) {
    if (adapterLines <= lines * adapterShare) {
      const { finding, reset, lines: cause } = weighted(incidents, random);
      const line = lines + 1;
      addAdapterLines(cause(random.below(queues), random));
      if (reset) addAdapterLines(resetLines(queues, planted.length + 1, random));
      planted.push({ finding, reset, line, lastLine: lines });
    }
    // A share of 1 means every line is ENA's: the pathological log.
    for (let fillers = adapterShare < 1 ? 1000 : 0; fillers > 0; fillers -= 1) {
      const { kernel, text: body } = pool[random.below(fillerPool)]!;
      clock.advance();
      add(kernel ? `${clock.kernelStamp()}${body}\n` : `${clock.stamp()}${body}\n`);
    }
    clock.advance();
    if (text.length > flushChars) {
      written += writeSync(file, text, null, 'latin1');
      text = '';
    }
  }
  written += writeSync(file, text, null, 'latin1');
  closeSync(file);
  return { seed, bytes: written, lines, adapterLines, incidents: planted };
};

if (import.meta.main ?? process.argv[1] === import.meta.filename) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      gib: { type: 'string', default: '1' },
      seed: { type: 'string', default: '1' },
      share: { type: 'string', default: '0.01' },
    },
  });
  const [path] = positionals;
  if (path === undefined) throw new Error('usage: node bench/generateLog.ts [--gib N] [--seed N] [--share 0..1] PATH');
  const manifest = generateLog(path, {
    bytes: Number(values.gib) * 2 ** 30,
    seed: Number(values.seed),
    adapterShare: Number(values.share),
  });
  writeFileSync(`${path}.manifest.json`, JSON.stringify(manifest));
  console.log(
    `${path}: ${manifest.lines} lines, ${manifest.adapterLines} of them ENA's, ${manifest.incidents.length} incidents (${path}.manifest.json)`,
  );
}
