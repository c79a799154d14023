import { useMemo } from 'preact/hooks';
import type { AdapterView, State } from '../../../watch/http/wire.ts';
import type { Model } from '../model/model.ts';
import type { Track } from '../model/track.ts';
import { nameOf } from '../verdict.ts';
import { scaled } from '../words.ts';
import { Heart } from './heart.tsx';

/** From this many adapters on they are drawn smaller, to be seen together. */
const manyAdapters = 3;
const everyMs = 100;
const everyMsOfMany = 500;

interface Troubles {
  readonly count: number;
  readonly tone: 'critical' | 'warning';
}

const troublesOf = ({ problems, incidents }: State, pci: string): Troubles => {
  const open = problems.filter(({ finding }) => finding.adapter === pci);
  const resets = incidents.filter(({ incident }) => incident.adapter === pci).length;
  const isCritical = resets > 0 || open.some(({ finding }) => finding.severity === 'critical');
  return { count: open.length + resets, tone: isCritical ? 'critical' : 'warning' };
};

const flow = (track: Track, direction: 'rx' | 'tx'): string =>
  scaled(track.rate(track.namesOf(`${direction}_bytes`)) * 8, 'bit/s');

/** What goes through. Worked out once a round, however often it is drawn. */
const Flows = ({ track }: { readonly track: Track }) =>
  useMemo(
    () => (
      <p class="muted">
        {flow(track, 'rx')} in, {flow(track, 'tx')} out
      </p>
    ),
    [track, track.latest],
  );

interface WhoProps {
  readonly adapter: AdapterView;
  readonly troubles: Troubles;
}

const Who = ({ adapter, troubles }: WhoProps) => {
  const { pci, interfaces, driver } = adapter;
  return (
    <>
      <p>
        <b>{nameOf(adapter)}</b>{' '}
        {troubles.count > 0 && (
          <span class={`chip ${troubles.tone}`}>
            {troubles.count === 1 ? '1 problem' : `${troubles.count} problems`}
          </span>
        )}
      </p>
      <p class="muted">
        {interfaces.length > 0 && `${pci} · `}
        {driver ? `${driver.name} ${driver.version ?? ''}` : 'no driver'}
      </p>
    </>
  );
};

/** Every adapter with its heart, before anything else: whether it lives, and whether it is in trouble. */
export const Hearts = ({ model }: { readonly model: Model }) => {
  const { adapters, state, tracks } = model;
  if (adapters.length === 0) return null;
  const isMany = adapters.length >= manyAdapters;
  return (
    <section class="hearts-part" aria-labelledby="hearts">
      <h2 id="hearts" class="unseen">
        Adapters
      </h2>
      <ul class={isMany ? 'hearts many' : 'hearts'}>
        {adapters.map((adapter) => {
          const track = tracks.get(adapter.pci);
          return (
            <li key={adapter.pci}>
              <div class="who">
                <Who adapter={adapter} troubles={troublesOf(state, adapter.pci)} />
                {isMany && track?.latest !== undefined && <Flows track={track} />}
              </div>
              <Heart adapter={adapter} model={model} everyMs={isMany ? everyMsOfMany : everyMs} />
            </li>
          );
        })}
      </ul>
    </section>
  );
};
