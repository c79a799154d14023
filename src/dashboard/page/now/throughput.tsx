import type { Track } from '../model/track.ts';
import { few, scaled } from '../words.ts';
import { Spark } from './spark.tsx';

const shownRounds = 120;

const directions = [
  { id: 'rx', title: 'In' },
  { id: 'tx', title: 'Out' },
] as const;

/** What goes through, both ways. */
export const Throughput = ({ track }: { readonly track: Track }) => (
  <div class="instrument">
    <h3>Throughput</h3>
    {directions.map(({ id, title }) => {
      const bits = track.rates(track.namesOf(`${id}_bytes`), shownRounds).map(({ perSecond }) => perSecond * 8);
      const packets = track.rate(track.namesOf(`${id}_cnt`));
      const now = bits.at(-1) ?? 0;
      return (
        <div class="flow" key={id}>
          <p>
            <span class="muted">{title}</span> <span class="figure">{scaled(now, 'bit/s')}</span>
            <span class="muted">{few(packets)} packets/s</span>
          </p>
          <Spark values={bits} room={shownRounds} label={`${title}: ${scaled(now, 'bit/s')}`} />
        </div>
      );
    })}
  </div>
);
