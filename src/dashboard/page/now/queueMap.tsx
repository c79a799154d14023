import { useEffect, useRef } from 'preact/hooks';
import type { Track } from '../model/track.ts';
import { few } from '../words.ts';

const seconds = 60;
/** Text below this height cannot be read: of lower rows every second or fourth is named. */
const leastTextPx = 11;

/** What of a queue shows that it is in trouble. */
const troubles = {
  rx: ['empty_rx_ring', 'page_alloc_fail', 'bad_req_id', 'bad_desc_num'],
  tx: ['missed_tx', 'queue_stop', 'lost_interrupt', 'bad_req_id'],
} as const;

type Direction = keyof typeof troubles;
const directions = Object.keys(troubles) as readonly Direction[];

interface Lane {
  readonly packets: readonly number[];
  readonly troubled: readonly boolean[];
}

const lanesOf = (track: Track, direction: Direction): readonly Lane[] =>
  Array.from({ length: track.queues }, (_, queue) => {
    const rates = (counters: readonly string[]) =>
      track.rates(
        counters.map((counter) => `queue_${queue}_${direction}_${counter}`),
        seconds,
      );
    return {
      packets: rates(['cnt']).map(({ perSecond }) => perSecond),
      troubled: rates(troubles[direction]).map(({ perSecond }) => perSecond > 0),
    };
  });

const rowPxOf = (lanes: number): number => (lanes > 16 ? 8 : 14);

const draw = (canvas: HTMLCanvasElement, lanes: readonly Lane[], most: number): void => {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const style = getComputedStyle(canvas);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const rowPx = rowPxOf(lanes.length);
  canvas.style.height = `${lanes.length * rowPx}px`;
  // Cells end where pixels do: otherwise gaps between them are now wide, now none.
  canvas.width = Math.round(canvas.clientWidth * devicePixelRatio);
  canvas.height = Math.round(lanes.length * rowPx * devicePixelRatio);
  const edge = (part: number, of: number, wholePx: number) => Math.round((part / of) * wholePx);
  for (const [row, { packets, troubled }] of lanes.entries()) {
    for (const [i, rate] of packets.entries()) {
      const column = seconds - packets.length + i;
      const [left, right] = [edge(column, seconds, canvas.width), edge(column + 1, seconds, canvas.width)];
      const [top, bottom] = [edge(row, lanes.length, canvas.height), edge(row + 1, lanes.length, canvas.height)];
      // The root lets a quiet queue be seen beside a busy one.
      context.globalAlpha = troubled[i] ? 1 : Math.sqrt(rate / most);
      context.fillStyle = colour(troubled[i] ? '--critical' : '--accent');
      context.fillRect(left, top, right - left - 1, bottom - top - 1);
    }
  }
};

interface MapProps {
  readonly direction: Direction;
  readonly lanes: readonly Lane[];
  /** Packets a second that are as dark as it gets. */
  readonly most: number;
}

const DirectionMap = ({ direction, lanes, most }: MapProps) => {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current !== null) draw(canvas.current, lanes, most);
  }, [lanes, most]);
  const rowPx = rowPxOf(lanes.length);
  const namedEvery = Math.ceil(leastTextPx / rowPx) * (lanes.length > 16 ? 2 : 1);
  return (
    <div class="map">
      <ul aria-label={`Packets a second, by ${direction} queue`}>
        {lanes.map(({ packets }, queue) => (
          <li key={queue} style={{ height: `${rowPx}px` }}>
            <span class={queue % namedEvery === 0 ? '' : 'unseen'}>
              {direction} {queue}
            </span>
            <span class="unseen"> {few(packets.at(-1) ?? 0)} packets a second</span>
          </li>
        ))}
      </ul>
      <canvas ref={canvas} />
      <p class="ends" aria-hidden="true">
        <span>a minute ago</span>
        <span>now</span>
      </p>
    </div>
  );
};

/** The last minute of every queue: the darker, the more packets; red where a queue stood, ran dry or lost something. */
export const QueueMap = ({ track }: { readonly track: Track }) => {
  const maps = directions.map((direction) => ({ direction, lanes: lanesOf(track, direction) }));
  const most = Math.max(1, ...maps.flatMap(({ lanes }) => lanes.flatMap(({ packets }) => packets)));
  return (
    <div class="instrument queues">
      <h3>
        Queues <span class="muted">the darker, the more packets; red: a queue stopped, ran dry or lost something</span>
      </h3>
      <div class="maps">
        {maps.map(({ direction, lanes }) => (
          <DirectionMap key={direction} direction={direction} lanes={lanes} most={most} />
        ))}
      </div>
    </div>
  );
};
