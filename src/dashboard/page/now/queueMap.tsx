import { useEffect, useRef } from 'preact/hooks';
import type { Track } from '../model/track.ts';
import { few } from '../words.ts';

const seconds = 60;
const cellHeight = 14;
const column = 10;

/** What of a queue shows that it is in trouble. */
const troubles = {
  tx: ['missed_tx', 'queue_stop', 'lost_interrupt', 'bad_req_id'],
  rx: ['empty_rx_ring', 'page_alloc_fail', 'bad_req_id', 'bad_desc_num'],
} as const;

interface Lane {
  readonly title: string;
  readonly packets: readonly number[];
  readonly troubled: readonly boolean[];
}

const lanesOf = (track: Track): Lane[] =>
  (['rx', 'tx'] as const).flatMap((direction) =>
    Array.from({ length: track.queues }, (_, queue) => {
      const of = (name: string) => `queue_${queue}_${direction}_${name}`;
      const rates = (names: readonly string[]) => track.rates(names.map(of)).map(({ perSecond }) => perSecond);
      return {
        title: `${direction} ${queue}`,
        packets: rates(['cnt']).slice(-seconds),
        troubled: rates(troubles[direction])
          .slice(-seconds)
          .map((rate) => rate > 0),
      };
    }),
  );

const draw = (canvas: HTMLCanvasElement, lanes: readonly Lane[]): void => {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const style = getComputedStyle(canvas);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  canvas.width = seconds * column;
  canvas.height = lanes.length * cellHeight;
  canvas.style.height = `${canvas.height}px`;
  const most = Math.max(1, ...lanes.flatMap(({ packets }) => packets));
  for (const [row, { packets, troubled }] of lanes.entries()) {
    for (const [i, rate] of packets.entries()) {
      const x = (seconds - packets.length + i) * column;
      // The root lets a quiet queue be seen beside a busy one.
      context.globalAlpha = troubled[i] ? 1 : Math.sqrt(rate / most);
      context.fillStyle = colour(troubled[i] ? '--critical' : '--accent');
      context.fillRect(x, row * cellHeight + 1, column - 1, cellHeight - 2);
    }
  }
};

/** The last minute of every queue: the darker, the more packets; red where a queue stood, ran dry or lost something. */
export const QueueMap = ({ track }: { readonly track: Track }) => {
  const canvas = useRef<HTMLCanvasElement>(null);
  const lanes = lanesOf(track);
  useEffect(() => {
    if (canvas.current !== null) draw(canvas.current, lanes);
  });
  return (
    <div class="instrument queues">
      <h3>Queues, last minute</h3>
      <div class="map">
        <ul aria-label="Packets a second, by queue">
          {lanes.map(({ title, packets }) => (
            <li key={title}>
              {title}
              <span class="unseen"> {few(packets.at(-1) ?? 0)} packets a second</span>
            </li>
          ))}
        </ul>
        <canvas ref={canvas} />
      </div>
    </div>
  );
};
