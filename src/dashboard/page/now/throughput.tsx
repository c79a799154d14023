import type { Track } from '../model/track.ts';
import { few, scaled } from '../words.ts';
import { Spark } from './spark.tsx';

const shownRounds = 120;

const directions = [
  { id: 'rx', title: 'In' },
  { id: 'tx', title: 'Out' },
] as const;

const names = (track: Track, what: string): string[] =>
  Array.from({ length: track.queues }, (_, queue) => `queue_${queue}_${what}`);

/** What goes through, both ways. */
export const Throughput = ({ track }: { readonly track: Track }) => (
  <div class="instrument">
    <h3>Throughput</h3>
    {directions.map(({ id, title }) => {
      const bits = track.rates(names(track, `${id}_bytes`)).map(({ perSecond }) => perSecond * 8);
      const packets = track.rates(names(track, `${id}_cnt`)).at(-1)?.perSecond ?? 0;
      const now = bits.at(-1) ?? 0;
      return (
        <div class="flow" key={id}>
          <p>
            <span class="muted">{title}</span> <span class="figure">{scaled(now, 'bit/s')}</span>
            <span class="muted">{few(packets)} packets/s</span>
          </p>
          <Spark values={bits.slice(-shownRounds)} room={shownRounds} label={`${title}: ${scaled(now, 'bit/s')}`} />
        </div>
      );
    })}
  </div>
);
