import { findStatistic } from '../../spec/statistics/index.ts';
import type { Observation } from '../observation.ts';
import type { Surroundings, TextLine } from '../section.ts';
import { CounterTable } from './counterTable.ts';
import { isDifference } from './differences.ts';
import { isInterfaceName } from './interfaceName.ts';

interface Level {
  readonly key: string;
  readonly above?: Level;
  /** As a member of the object says: `"ifname": "eth0"`. */
  interface?: string;
  table?: CounterTable;
}

/** A bracket; or a key and its value: a number, a word, or the bracket that comes next. */
const token =
  /[{}[\]]|\b([A-Za-z]\w{1,63})"?\s?[:=]\s?(?:"?(\d{1,20})(?=[\s,"i}\]]|$)|"?([A-Za-z][\w.-]{0,31})(?=[\s,"}\]]|$)|(?=[{[]))/g;
const ownerKey = /^(?:interface|ifname|device|iface)$/;
const deepest = 6;

/** The counters in the nested objects of one line: each object that holds any is a snapshot. Objects of differences are none. */
export class ObjectTree {
  /** How many counters `isCounter` knew. */
  count = 0;
  readonly #around: Surroundings;
  readonly #levels: Level[] = [];
  #isDpdk: boolean;

  constructor(line: TextLine, around: Surroundings, isCounter: (name: string) => boolean) {
    this.#around = around;
    this.#isDpdk = line.text.includes('/ethdev/xstats');
    let level: Level = { key: '' };
    let depth = 0;
    let next = '';
    for (const [bracket, key, digits, word] of line.text.matchAll(token)) {
      if (key === undefined) {
        const opens = bracket === '{' || bracket === '[';
        depth += opens ? 1 : -1;
        if (opens && depth <= deepest) {
          level = { key: next, above: level };
        } else if (!opens && depth < deepest) {
          level = level.above ?? level;
        }
        depth = Math.max(depth, 0);
        next = '';
      } else if (digits !== undefined) {
        if (depth <= deepest && isCounter(key)) {
          this.#add(level, key, Number(digits), line);
        }
      } else if (word === undefined) {
        next = key;
      } else if (ownerKey.test(key)) {
        level.interface ??= word;
      }
    }
  }

  observations(): Observation[] {
    return this.#levels.flatMap((level) => {
      const family = this.#isDpdk ? 'dpdk' : 'linux';
      const owner = ownerOf(level) ?? (family === 'linux' ? this.#around.interface : undefined);
      return level.table?.observations(family, owner) ?? [];
    });
  }

  #add(level: Level, name: string, value: number, line: TextLine): void {
    this.count += 1;
    this.#isDpdk ||= findStatistic(name)?.family === 'dpdk';
    if (isWithinDifference(level)) {
      return;
    }
    if (level.table === undefined) {
      level.table = new CounterTable(this.#around);
      this.#levels.push(level);
    }
    level.table.add({ name, value }, line);
  }
}

function ownerOf(level: Level): string | undefined {
  for (let at: Level | undefined = level; at !== undefined; at = at.above) {
    const name = at.interface ?? (isInterfaceName(at.key) ? at.key : undefined);
    if (name !== undefined) {
      return name;
    }
  }
  return undefined;
}

function isWithinDifference(level: Level): boolean {
  for (let at: Level | undefined = level; at !== undefined; at = at.above) {
    if (isDifference(at.key)) {
      return true;
    }
  }
  return false;
}
