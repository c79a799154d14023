import type { CounterSeries, Report } from '../../../diagnosis/report.ts';
import { numberWords, plural, rateWords } from '../quantity.ts';
import { stampWords } from '../stamp.ts';
import { adapterLabel } from '../words.ts';
import { type Content, html, type Markup } from './markup.ts';
import { timeAxis } from './timeAxis.ts';

const mostCharts = 24;
/** More points than a chart has pixels are thinned out; the first and the last always stay. */
const mostPoints = 240;
const plotHeight = 84;

interface Dot {
  readonly x: number;
  readonly value: number;
}

/** Points by time where all times are known, else one after the other. */
function dotsOf(series: CounterSeries): Dot[] {
  const points = series.points.filter((point) => Number.isFinite(point.value));
  const axis = timeAxis(points.map((point) => point.time));
  const timed = points.map((point) => axis?.position(point.time));
  const last = Math.max(points.length - 1, 1);
  const dots = points.map(({ value }, index) => ({ x: timed[index] ?? 3 + (94 * index) / last, value }));
  const ordered = timed.includes(undefined)
    ? points.map(({ value }, index) => ({ x: 3 + (94 * index) / last, value }))
    : dots.sort((a, b) => a.x - b.x);
  const stride = Math.ceil(ordered.length / mostPoints);
  return ordered.filter((_, index) => index % stride === 0 || index === ordered.length - 1);
}

function facts(series: CounterSeries, report: Report): string {
  const values = series.points.map((point) => point.value);
  const rise = (values.at(-1) ?? 0) - (values[0] ?? 0);
  return [
    adapterLabel(report, series.adapter),
    rise === 0 ? 'unchanged' : `${rise > 0 ? '+' : ''}${numberWords(rise)}`,
    series.perSecond ? `${rateWords(series.perSecond)} per second` : undefined,
  ]
    .filter(Boolean)
    .join(' · ');
}

function endLabels(series: CounterSeries): [string, string] {
  const [first, last] = [series.points[0]?.time, series.points.at(-1)?.time];
  if (first === undefined || last === undefined) return ['first sample', plural(series.points.length, 'sample')];
  const [from, to] = [stampWords(first), stampWords(last)];
  const sameDay = from.slice(0, 11) === to.slice(0, 11) && to.endsWith(' UTC');
  return [from.replace(/ UTC$/, ''), sameDay ? to.slice(11) : to];
}

function chart(series: CounterSeries, report: Report): Markup {
  const dots = dotsOf(series);
  const values = dots.map((dot) => dot.value);
  const high = Math.max(...values);
  const low = Math.min(...values) === high ? Math.min(0, high) : Math.min(...values);
  // Halved, since the distance of two huge numbers may be no number.
  const share = (value: number) => (value / 2 - low / 2) / (high / 2 - low / 2 || 1);
  const y = (value: number) => Math.round((1 - share(value)) * 1000) / 10;
  const line = dots.map(({ x, value }) => `${Math.round(x * 10) / 10},${y(value)}`);
  const area = `${line[0]?.split(',')[0]},100 ${line.join(' ')} ${line.at(-1)?.split(',')[0]},100`;
  const [from, to] = endLabels(series);
  const ends = dots.length > 1 ? [dots[0]!, dots.at(-1)!] : dots;
  return html`<figure class="chart"><figcaption><code>${series.name}</code><span class="muted">${facts(series, report)}</span></figcaption>
<svg role="img" aria-label="${series.name}: from ${numberWords(low)} to ${numberWords(high)}" width="100%" height="${plotHeight + 40}">
<title>${series.name}</title><desc>${facts(series, report)}</desc>
<line class="grid" x1="0" x2="100%" y1="18" y2="18"/><line class="axis" x1="0" x2="100%" y1="${plotHeight + 18}" y2="${plotHeight + 18}"/>
<svg y="18" width="100%" height="${plotHeight}" viewBox="0 0 100 100" preserveAspectRatio="none" overflow="visible"><polygon class="area" points="${area}"/><polyline class="line" points="${line.join(' ')}"/></svg>
${ends.map(({ x, value }) => html`<circle class="dot" cx="${Math.round(x * 10) / 10}%" cy="${18 + (y(value) / 100) * plotHeight}" r="3.5"/>`)}
<text x="0" y="13">${numberWords(high)}</text><text x="0" y="${plotHeight + 13}">${numberWords(low)}</text>
<text x="0" y="${plotHeight + 35}">${from}</text><text x="100%" y="${plotHeight + 35}" text-anchor="end">${to}</text>
</svg></figure>`;
}

/** Counters over time as small charts; those that were zero all along have nothing to show. */
export function counterCharts(report: Report): Content {
  const telling = report.series.filter((series) =>
    series.points.some(({ value }) => Number.isFinite(value) && value !== 0),
  );
  if (telling.length === 0) return undefined;
  const rising = (series: CounterSeries) => (series.points.at(-1)?.value !== series.points[0]?.value ? 0 : 1);
  const ordered = [...telling].sort((a, b) => rising(a) - rising(b));
  const left = ordered.length - mostCharts;
  return html`<section aria-labelledby="counters"><h2 id="counters">Counters</h2>
<div class="charts">${ordered.slice(0, mostCharts).map((series) => chart(series, report))}</div>
${left > 0 && html`<p class="muted">and ${plural(left, 'more counter')}, not drawn</p>`}</section>`;
}
