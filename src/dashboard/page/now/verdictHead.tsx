import type { Told } from '../../../watch/happening.ts';
import { useAnswer, useTime } from '../model/hooks.ts';
import type { Model } from '../model/model.ts';
import { verdictView } from '../verdict.ts';
import { ago, timeOfDay } from '../words.ts';

const dayMs = 86_400_000;
const refreshMs = 60_000;

/** Resets of the last day: what is over is no longer wrong, and worth knowing. */
const LastResets = ({ model }: { readonly model: Model }) => {
  const kept = useAnswer<readonly Told[]>(`/api/happenings?last=${dayMs}&kind=incident-closed`, refreshMs) ?? [];
  const resets = new Map(
    [...kept, ...model.happenings].flatMap((told) =>
      told.kind === 'incident-closed' ? [[told.incident.key, told] as const] : [],
    ),
  );
  const last = [...resets.values()].at(-1);
  if (last === undefined) return null;
  const { key, incident, openedMs } = last.incident;
  const others = resets.size - 1;
  return (
    <p class="muted last-reset">
      Last reset{' '}
      <a href={`#/then/${encodeURIComponent(key)}`}>
        at {timeOfDay(openedMs)}, {incident.cause}
      </a>
      : {incident.outcome}, {ago(model.clock.nowMs() - openedMs)}
      {others > 0 && `; ${others} more within a day`}
    </p>
  );
};

/** Whether all is well, in a word and a sentence. */
export const VerdictHead = ({ model }: { readonly model: Model }) => {
  useTime();
  const { state, adapters, host } = model;
  const { tone, word, sentence } = verdictView(state, adapters, model.clock.nowMs());
  const facts = [host.instanceType, host.kernel && `Linux ${host.kernel}`].filter(Boolean).join(' · ');
  return (
    <section class="verdict-head" aria-labelledby="verdict">
      <p class={`verdict ${tone}`}>{word}</p>
      <h1 id="verdict">{sentence}</h1>
      {facts && <p class="muted">{facts}</p>}
      {state.blind.map((blind) => (
        <p class="muted" key={blind}>
          Not seen: {blind}
        </p>
      ))}
      <LastResets model={model} />
    </section>
  );
};
