import type { Model } from '../model/model.ts';
import { AdapterPanel } from './adapterPanel.tsx';
import { Findings } from './findings.tsx';
import { Hearts } from './hearts.tsx';
import { VerdictHead } from './verdictHead.tsx';

/** How everything is at this moment: the verdict, every heart, what is wrong, then the counters. */
export const NowPage = ({ model }: { readonly model: Model }) => {
  const { state, adapters, tracks } = model;
  return (
    <>
      <VerdictHead model={model} />
      <Hearts model={model} />
      <Findings state={state} adapters={adapters} />
      {adapters.map((adapter) => (
        <AdapterPanel
          key={adapter.pci}
          adapter={adapter}
          track={tracks.get(adapter.pci)}
          isAlone={adapters.length === 1}
          isTroubled={state.problems.some(({ finding }) => finding.adapter === adapter.pci)}
        />
      ))}
    </>
  );
};
