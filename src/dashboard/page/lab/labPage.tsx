import type { FaultView, LabOrder } from '../../../watch/http/lab.ts';
import { KernelLog } from '../log/kernelLog.tsx';
import { useAnswer, useTime } from '../model/hooks.ts';
import type { Model } from '../model/model.ts';
import { Heart } from '../now/heart.tsx';
import { verdictView } from '../verdict.ts';
import { FaultSwitches } from './faultSwitches.tsx';
import { Registers } from './registers.tsx';
import { Rings } from './rings.tsx';
import { Trace } from './trace.tsx';

/** Sends an order; what becomes of it, the stream tells. */
const send = (order: LabOrder): void => {
  void fetch('/api/lab', { method: 'POST', body: JSON.stringify(order) }).catch(() => undefined);
};

const speeds = [
  { speed: 0, title: 'Stand still' },
  { speed: 1, title: 'Real time' },
  { speed: 10, title: '10 times as fast' },
] as const;

const Speed = ({ now }: { readonly now: number }) => (
  <fieldset class="choice">
    <legend class="unseen">Speed of the lab’s time</legend>
    {speeds.map(({ speed, title }) => (
      <label key={speed}>
        <input type="radio" name="speed" checked={speed === now} onChange={() => send({ order: 'speed', speed })} />
        <span>{title}</span>
      </label>
    ))}
  </fieldset>
);

/** What the doctor makes of it, beside what was done. */
const Concluded = ({ model }: { readonly model: Model }) => {
  useTime();
  const { state, adapters, clock } = model;
  const { tone, word, sentence } = verdictView(state, adapters, clock.nowMs());
  return (
    <section class="concluded" aria-labelledby="concluded">
      <h2 id="concluded">What the doctor says</h2>
      <p class={`verdict ${tone}`}>{word}</p>
      <p>{sentence}</p>
      <ul>
        {state.problems.map(({ key, finding }) => (
          <li key={key}>
            <a href="#/now">
              <span class={`chip ${finding.severity}`}>{finding.severity}</span> {finding.title}
            </a>
          </li>
        ))}
      </ul>
      {adapters.map((adapter) => (
        <Heart key={adapter.pci} adapter={adapter} model={model} />
      ))}
    </section>
  );
};

/** The lab: faults on switches, and the mechanisms behind AWS's page as they move. */
export const LabPage = ({ model }: { readonly model: Model }) => {
  const faults = useAnswer<readonly FaultView[]>('/api/faults') ?? [];
  const { lab } = model;
  if (lab === undefined) return null;
  return (
    <div class="lab">
      <section class="bench" aria-labelledby="lab">
        <h1 id="lab">The lab’s adapter, under driver {lab.voice}</h1>
        <div class="controls">
          <Speed now={lab.speed} />
          <button type="button" onClick={() => send({ order: 'restart' })}>
            Switch the machine off and on
          </button>
        </div>
      </section>
      <FaultSwitches faults={faults} lab={lab} model={model} send={send} />
      <div class="mechanism">
        <Concluded model={model} />
        <KernelLog lines={model.lines} />
        <Rings rings={lab.rings} />
        <Trace trace={lab.trace} />
        <Registers registers={lab.registers} nowMs={model.clock.nowMs()} />
      </div>
    </div>
  );
};
