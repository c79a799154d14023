import { useMemo, useState } from 'preact/hooks';
import type { AdapterView } from '../../../watch/http/wire.ts';
import type { Track } from '../model/track.ts';
import { nameOf } from '../verdict.ts';
import { Allowances } from './allowances.tsx';
import { Drops } from './drops.tsx';
import { QueueMap } from './queueMap.tsx';
import { Throughput } from './throughput.tsx';

/** What an adapter counts. It is worked out once a round, however often the page is drawn meanwhile. */
const Instruments = ({ track }: { readonly track: Track }) =>
  useMemo(
    () => (
      <div class="instruments">
        <Throughput track={track} />
        <Drops track={track} />
        <Allowances track={track} />
        <QueueMap track={track} />
      </div>
    ),
    [track, track.latest],
  );

interface Props {
  readonly adapter: AdapterView;
  readonly track: Track | undefined;
  /** Of several, those in trouble are unfolded; who wants to see more unfolds more. */
  readonly isAlone: boolean;
  readonly isTroubled: boolean;
}

/** One adapter with its instruments. */
export const AdapterPanel = ({ adapter, track, isAlone, isTroubled }: Props) => {
  const [isUnfolded, setUnfolded] = useState<boolean>();
  const isOpen = isAlone || (isUnfolded ?? isTroubled);
  const id = `adapter-${adapter.pci}`;
  const title = `Counters of ${nameOf(adapter)}`;
  return (
    <section class="adapter" aria-labelledby={id}>
      {isAlone ? (
        <h2 id={id}>{title}</h2>
      ) : (
        <h2>
          <button type="button" class="fold" id={id} aria-expanded={isOpen} onClick={() => setUnfolded(!isOpen)}>
            {title}
          </button>
        </h2>
      )}
      {isOpen &&
        (track !== undefined && track.names.length > 0 ? (
          <Instruments track={track} />
        ) : (
          <p class="muted">They cannot be read at present.</p>
        ))}
    </section>
  );
};
