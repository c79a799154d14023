import type { AdapterView } from '../../../watch/http/wire.ts';
import type { Model } from '../model/model.ts';
import { Allowances } from './allowances.tsx';
import { Drops } from './drops.tsx';
import { Heart } from './heart.tsx';
import { QueueMap } from './queueMap.tsx';
import { Throughput } from './throughput.tsx';

interface Props {
  readonly adapter: AdapterView;
  readonly model: Model;
}

/** One adapter with its instruments. */
export const AdapterPanel = ({ adapter, model }: Props) => {
  const { pci, interfaces, driver } = adapter;
  const track = model.tracks.get(pci);
  const title = interfaces.join('/') || pci;
  const about = [
    interfaces.length > 0 ? pci : undefined,
    driver ? `${driver.name} ${driver.version ?? ''}` : 'no driver',
  ].filter(Boolean);
  return (
    <section class="adapter" aria-labelledby={`adapter-${pci}`}>
      <h2 id={`adapter-${pci}`}>
        {title} <span class="muted">{about.join(' · ')}</span>
      </h2>
      <Heart adapter={adapter} model={model} />
      {track !== undefined && track.names.length > 0 ? (
        <div class="instruments">
          <Throughput track={track} />
          <Drops track={track} />
          <Allowances track={track} />
          <QueueMap track={track} />
        </div>
      ) : (
        <p class="muted">Its counters cannot be read at present.</p>
      )}
    </section>
  );
};
