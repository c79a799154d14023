import { useMemo, useState } from 'preact/hooks';
import type { Told } from '../../../watch/happening.ts';
import type { LogEntry, SeriesAnswer, StatisticView } from '../../../watch/http/wire.ts';
import { useAnswer } from '../model/hooks.ts';
import type { Model } from '../model/model.ts';
import { bandsOf } from './bands.ts';
import { Chronicle } from './chronicle.tsx';
import { IncidentDetail } from './incidentDetail.tsx';
import { Lanes } from './lanes.tsx';
import { Plot } from './plot.tsx';
import { idsOf, plotsWith, ratesOf } from './plots.ts';
import { mostPoints, refreshMsOf, spans } from './spans.ts';

/** Until the first answer. */
const unknownSpan = [0, 1] as const;

export interface Props {
  readonly model: Model;
  /** Key of the incident that is looked at. */
  readonly incident: string | undefined;
}

/** What was: counters, incidents and log lines on one time axis. */
export const ThenPage = ({ model, incident }: Props) => {
  const [lastMs, setLastMs] = useState<number>(spans[0].ms);
  const [chosen, setChosen] = useState('');
  const [pci = model.adapters[0]?.pci, setPci] = useState<string>();
  const refreshMs = refreshMsOf(lastMs);
  const plots = useMemo(() => plotsWith(chosen), [chosen]);
  const query = new URLSearchParams([
    ['adapter', pci ?? ''],
    ['last', String(lastMs)],
    ['most', String(mostPoints)],
    ...idsOf(plots).map((id) => ['id', id]),
  ]);
  const answer = useAnswer<SeriesAnswer>(pci && `/api/series?${query}`, refreshMs);
  const happenings = useAnswer<readonly Told[]>(`/api/happenings?last=${lastMs}`, refreshMs);
  const lines = useAnswer<readonly LogEntry[]>(`/api/lines?last=${lastMs}`, refreshMs) ?? [];
  const span = answer?.span ?? unknownSpan;
  const bands = useMemo(() => bandsOf(happenings ?? [], span[1]), [happenings, span]);
  const rates = useMemo(() => plots.map((plot) => ratesOf(plot, plots, answer?.series ?? [])), [plots, answer]);
  const statistics = useAnswer<readonly StatisticView[]>(pci && `/api/statistics?adapter=${pci}`) ?? [];
  return (
    <div class="then">
      <section class="bench" aria-labelledby="then">
        <h1 id="then">What was</h1>
        <div class="controls">
          <fieldset class="choice">
            <legend class="unseen">How far back</legend>
            {spans
              .filter(({ ms }) => ms <= Math.max(model.reachMs, spans[0].ms))
              .map(({ ms, title }) => (
                <label key={ms}>
                  <input type="radio" name="span" checked={ms === lastMs} onChange={() => setLastMs(ms)} />
                  <span>{title}</span>
                </label>
              ))}
          </fieldset>
          {model.adapters.length > 1 && (
            <select aria-label="Adapter" value={pci} onChange={({ currentTarget }) => setPci(currentTarget.value)}>
              {model.adapters.map((one) => (
                <option key={one.pci} value={one.pci}>
                  {one.interfaces.join('/') || one.pci}
                </option>
              ))}
            </select>
          )}
          <select
            aria-label="One more counter"
            value={chosen}
            onChange={({ currentTarget }) => setChosen(currentTarget.value)}
          >
            <option value="">One more counter…</option>
            {statistics.map(({ id, means }) => (
              <option key={id} title={means}>
                {id}
              </option>
            ))}
          </select>
        </div>
        <Lanes span={span} bands={bands} lines={lines} chosen={incident} />
        {plots.map((plot, i) => (
          <Plot
            key={plot.title}
            plot={plot}
            rates={rates[i]!}
            span={span}
            bands={bands}
            hasTimes={i === plots.length - 1}
          />
        ))}
      </section>
      {incident !== undefined && <IncidentDetail key={incident} incidentKey={incident} />}
      <Chronicle bands={bands} lines={lines} chosen={incident} />
    </div>
  );
};
