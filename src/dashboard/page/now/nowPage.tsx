import type { Model } from '../model/model.ts';
import { verdictTone, verdictWord } from '../verdict.ts';
import { AdapterPanel } from './adapterPanel.tsx';
import { Findings } from './findings.tsx';

/** How everything is at this moment. */
export const NowPage = ({ model }: { readonly model: Model }) => {
  const { state, adapters, host } = model;
  const facts = [host.instanceType, host.kernel && `Linux ${host.kernel}`].filter(Boolean).join(' · ');
  return (
    <>
      <section class="verdict-head" aria-labelledby="verdict">
        <p class={`verdict ${verdictTone(state)}`}>{verdictWord(state)}</p>
        <h1 id="verdict">{state.summary || 'Waiting for the first look.'}</h1>
        {facts && <p class="muted">{facts}</p>}
        {state.blind.map((sentence) => (
          <p class="muted" key={sentence}>
            Not seen: {sentence}
          </p>
        ))}
      </section>
      <Findings state={state} />
      {adapters.map((adapter) => (
        <AdapterPanel key={adapter.pci} adapter={adapter} model={model} />
      ))}
    </>
  );
};
