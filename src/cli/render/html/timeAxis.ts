import type { Report } from '../../../diagnosis/report.ts';
import { type Instant, instantOf } from '../stamp.ts';

/** A span of one clock, laid out from left to right. */
export interface TimeAxis {
  readonly clock: Instant['axis'];
  readonly begin: number;
  readonly end: number;
  /** Where a stamp stands, in percent from the left; undefined for one of another clock, or none. */
  position(stamp: string | undefined): number | undefined;
  readonly ticks: readonly { readonly position: number; readonly label: string }[];
}

/** Room left and right of the outermost stamps, percent. */
const margin = 3;

/** Distances of ticks that people count in, seconds. */
const strides = [
  0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200,
  10_800, 21_600, 43_200, 86_400, 172_800, 604_800, 1_209_600, 2_592_000, 7_776_000, 31_536_000, 157_680_000,
];
const mostTicks = 6;

function wallLabel(seconds: number, stride: number, span: number): string {
  const stamp = new Date(Math.round(seconds * 1000)).toISOString();
  if (stride >= 86_400) return stamp.slice(0, 10);
  if (span > 86_400) return stamp.slice(5, 16).replace('T', ' ');
  if (stride >= 60) return stamp.slice(11, 16);
  return stride >= 1 ? stamp.slice(11, 19) : stamp.slice(11, 23);
}

function uptimeLabel(seconds: number, stride: number): string {
  const digits = Math.max(0, Math.ceil(-Math.log10(stride)));
  return `[${seconds.toFixed(digits)}]`;
}

function ticksOf(axis: Omit<TimeAxis, 'ticks'>, place: (seconds: number) => number): TimeAxis['ticks'] {
  const span = axis.end - axis.begin;
  const stride = strides.find((one) => span / one <= mostTicks) ?? span / mostTicks;
  const label = axis.clock === 'wall' ? wallLabel : uptimeLabel;
  const ticks: { position: number; label: string }[] = [];
  for (let count = 0; count <= mostTicks; count++) {
    const seconds = (Math.ceil(axis.begin / stride) + count) * stride;
    if (seconds > axis.end) break;
    ticks.push({ position: place(seconds), label: label(seconds, stride, span) });
  }
  return ticks;
}

/** An axis over all readable stamps of the clock that most of them are of; undefined where there are none. */
export function timeAxis(stamps: readonly (string | undefined)[]): TimeAxis | undefined {
  const instants = stamps.map(instantOf).filter((instant) => instant !== undefined);
  const wall = instants.filter((instant) => instant.axis === 'wall');
  const uptime = instants.filter((instant) => instant.axis === 'uptime');
  const shown = wall.length >= uptime.length ? wall : uptime;
  const [one] = shown;
  if (one === undefined) return undefined;
  let [first, last] = [one.seconds, one.seconds];
  for (const { seconds } of shown) {
    first = Math.min(first, seconds);
    last = Math.max(last, seconds);
  }
  // A single moment still needs room to stand in.
  const slack = Math.max((1 - (last - first)) / 2, 0);
  const [begin, end] = [first - slack, last + slack];
  const place = (seconds: number) => margin + ((seconds - begin) / (end - begin)) * (100 - 2 * margin);
  const position = (stamp: string | undefined) => {
    const instant = instantOf(stamp);
    return instant?.axis === one.axis ? place(instant.seconds) : undefined;
  };
  const bare = { clock: one.axis, begin, end, position };
  return { ...bare, ticks: ticksOf(bare, place) };
}

/** The axis that a report's incidents and findings share. */
export function reportAxis(report: Report): TimeAxis | undefined {
  return timeAxis([
    ...report.incidents.flatMap(({ begin, end }) => [begin, end]),
    ...report.findings.flatMap(({ first, last }) => [first, last]),
  ]);
}
