import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import { dayOfYear, few, scaled, timeOfDay } from '../words.ts';
import type { Band } from './bands.ts';
import type { PlotRow, Rates } from './plots.ts';

const heightPx = 108;
/** Room for the numbers at the left, and what is left over at the right: lanes keep to the same. */
export const leftPx = 64;
export const rightPx = 8;

interface Props {
  readonly plot: PlotRow;
  readonly rates: Rates;
  readonly span: readonly [fromMs: number, toMs: number];
  readonly bands: readonly Band[];
  /** Its axis is named: one of several on the same axis does it for all. */
  readonly hasTimes: boolean;
}

/** Bands behind the lines: red for a reset, pale for a problem. */
const drawBands = (picture: uPlot, bands: readonly Band[], colour: (name: string) => string): void => {
  const { ctx, bbox } = picture;
  ctx.save();
  for (const { kind, fromMs, toMs } of bands) {
    const x = (ms: number) =>
      Math.min(bbox.left + bbox.width, Math.max(bbox.left, picture.valToPos(ms / 1000, 'x', true)));
    ctx.globalAlpha = kind === 'incident' ? 0.35 : 0.1;
    ctx.fillStyle = colour('--critical');
    ctx.fillRect(x(fromMs), bbox.top, Math.max(kind === 'incident' ? 2 : 0, x(toMs) - x(fromMs)), bbox.height);
  }
  ctx.restore();
};

/** `14:03`, with seconds where it is not a full minute; `28 Feb` for midnight. */
const clockWords = (seconds: number): string => {
  const time = timeOfDay(seconds * 1000);
  return time === '00:00:00' ? dayOfYear(seconds * 1000) : time.slice(0, seconds % 60 === 0 ? 5 : 8);
};

const strokes = ['--accent', '--warning', '--healthy'] as const;

const optionsOf = (
  { lines, unit }: PlotRow,
  hasTimes: boolean,
  place: HTMLElement,
  bands: () => readonly Band[],
): uPlot.Options => {
  const colour = (name: string) => getComputedStyle(place).getPropertyValue(name).trim();
  const axis = { stroke: () => colour('--muted'), ticks: { show: false }, font: '11px system-ui, sans-serif' };
  const grid = { stroke: () => colour('--rule'), width: 1 };
  return {
    width: place.clientWidth,
    height: hasTimes ? heightPx + 18 : heightPx,
    padding: [8, rightPx, 0, 0],
    cursor: { sync: { key: 'then' }, drag: { x: false, y: false }, points: { size: 6 } },
    legend: { show: false },
    scales: { x: { time: true, auto: false }, y: { range: (_u, _least, most) => [0, Math.max(1, most * 1.1)] } },
    axes: [
      {
        ...axis,
        grid: { show: false },
        size: hasTimes ? 24 : 6,
        space: 80,
        values: (_u, all) => all.map((one) => (hasTimes ? clockWords(one) : '')),
      },
      {
        ...axis,
        grid,
        size: leftPx,
        splits: (_u, _axis, _least, most) => [0, most / 2, most],
        values: (_u, all) => all.map((one) => (unit === 'bit/s' ? scaled(one, 'b/s') : few(one))),
      },
    ],
    series: [
      {},
      ...lines.map(({ label }, i) => ({
        label,
        stroke: () => colour(strokes[i]!),
        width: 1.5,
        points: { show: false },
      })),
    ],
    hooks: { drawClear: [(picture) => drawBands(picture, bands(), colour)] },
  };
};

const latest = (values: readonly (number | null)[] | undefined): number => values?.at(-1) ?? 0;

/** Counters over time. */
export const Plot = ({ plot, rates, span: [fromMs, toMs], bands, hasTimes }: Props) => {
  const place = useRef<HTMLDivElement>(null);
  const picture = useRef<uPlot>(undefined);
  const shown = useRef(bands);
  shown.current = bands;
  useEffect(() => {
    const element = place.current!;
    const drawn = new uPlot(
      optionsOf(plot, hasTimes, element, () => shown.current),
      [[], ...plot.lines.map(() => [])],
      element,
    );
    picture.current = drawn;
    const observer = new ResizeObserver(() => drawn.setSize({ width: element.clientWidth, height: drawn.height }));
    observer.observe(element);
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    const redraw = () => drawn.redraw();
    scheme.addEventListener('change', redraw);
    return () => {
      scheme.removeEventListener('change', redraw);
      observer.disconnect();
      drawn.destroy();
    };
  }, [hasTimes]);
  useEffect(() => {
    picture.current?.batch(() => {
      picture.current?.setData(rates as uPlot.AlignedData, false);
      picture.current?.setScale('x', { min: fromMs / 1000, max: toMs / 1000 });
    });
  }, [hasTimes, rates, fromMs, toMs, bands]);
  const words = plot.lines.map(({ label }, i) => `${label} ${few(latest(rates[i + 1] as number[]))}`).join(', ');
  return (
    <figure class="plot">
      <figcaption>
        {plot.title} <span class="muted">{plot.unit}</span>
        {plot.lines.length > 1 &&
          plot.lines.map(({ label }, i) => (
            <span key={label} class={`legend line${i}`}>
              {label}
            </span>
          ))}
      </figcaption>
      <div ref={place} role="img" aria-label={`${plot.title} in ${plot.unit}, now: ${words}`} />
    </figure>
  );
};
