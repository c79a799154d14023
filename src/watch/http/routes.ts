import { totalsOf } from '../totals.ts';
import type { Broadcast } from './broadcast.ts';
import { explainWords } from './explainWords.ts';
import { newestHappenings } from './history.ts';
import { json, plain, type Reply } from './reply.ts';
import { reportOfIncident } from './reportOf.ts';
import { snapshotOf } from './snapshot.ts';
import type { Sources } from './sources.ts';
import type { SeriesAnswer, StatisticView } from './wire.ts';

const mostPoints = 2000;
const mostEntries = 2000;
const mostIds = 32;

const numberIn = (query: URLSearchParams, name: string, otherwise: number): number => {
  const text = query.get(name);
  const value = text === null || text === '' ? otherwise : Number(text);
  return Number.isFinite(value) ? value : otherwise;
};

/** `from` and `to`, or the `last` so many milliseconds. */
const spanIn = (query: URLSearchParams, { clock }: Sources): readonly [fromMs: number, toMs: number] => {
  const nowMs = clock.nowMs();
  if (query.has('last')) return [nowMs - numberIn(query, 'last', 0), nowMs];
  return [numberIn(query, 'from', 0), numberIn(query, 'to', nowMs)];
};

const mostIn = (query: URLSearchParams, limit: number): number =>
  Math.max(1, Math.min(limit, Math.floor(numberIn(query, 'most', limit))));

type Answer = (sources: Sources, query: URLSearchParams, broadcast: Broadcast) => unknown;

/** What can be asked for as JSON. */
const answers: Readonly<Record<string, Answer>> = {
  '/api/now': (sources, _query, { lines }) => snapshotOf(sources, lines),
  '/api/series': async (sources, query): Promise<SeriesAnswer> => {
    const adapter = query.get('adapter') ?? '';
    const span = spanIn(query, sources);
    const most = mostIn(query, mostPoints);
    const ids = query.getAll('id').slice(0, mostIds);
    const series = await Promise.all(ids.map((id) => sources.history.series(adapter, id, ...span, most)));
    return { span, series };
  },
  '/api/statistics': ({ feed }, query): readonly StatisticView[] => {
    const sample = feed.adapters.find(({ pci }) => pci === query.get('adapter'))?.sample;
    const { statistics } = sample === undefined ? { statistics: [] } : totalsOf(sample);
    return statistics.map(({ id, means, unit, type }) => ({ id, means, unit, type }));
  },
  '/api/happenings': (sources, query) =>
    newestHappenings(
      sources.history,
      ...spanIn(query, sources),
      mostIn(query, mostEntries),
      query.get('kind') ?? undefined,
    ),
  '/api/lines': (sources, query, { lines }) => lines.lines(...spanIn(query, sources), mostIn(query, mostEntries)),
  '/api/explain': (_sources, query) => explainWords(query.get('words') ?? ''),
  '/api/faults': ({ lab }) => lab?.faults ?? [],
};

/** `/api/report.md?incident=KEY`; without a key the report is on what goes on. */
const report = async (
  { feed, history, reports }: Sources,
  ending: string,
  query: URLSearchParams,
): Promise<Reply | undefined> => {
  const form = Object.hasOwn(reports, ending) ? reports[ending] : undefined;
  if (form === undefined) return undefined;
  const key = query.get('incident');
  const found = key === null ? feed.report() : await reportOfIncident(feed, history, key);
  if (found === undefined) return plain(404, 'No incident goes by that name any more.');
  return {
    status: 200,
    type: form.type,
    body: form.write(found),
    headers: { 'content-disposition': `attachment; filename="ena-report.${ending}"` },
  };
};

/** Answers a question. Rejects only where the history cannot be read. */
export const answer = async (
  sources: Sources,
  broadcast: Broadcast,
  { pathname, searchParams }: URL,
): Promise<Reply> => {
  const ask = Object.hasOwn(answers, pathname) ? answers[pathname] : undefined;
  if (ask !== undefined) return json(await ask(sources, searchParams, broadcast));
  const [, ending] = /^\/api\/report\.(\w{1,8})$/.exec(pathname) ?? [];
  const found = ending === undefined ? sources.assets(pathname) : await report(sources, ending, searchParams);
  return found ?? plain(404, 'There is nothing here.');
};
