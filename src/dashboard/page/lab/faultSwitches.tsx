import { useState } from 'preact/hooks';
import type { FaultView, LabOrder, LabView, LaidView } from '../../../watch/http/lab.ts';
import type { Model } from '../model/model.ts';
import { FaultSwitch } from './faultSwitch.tsx';

interface Props {
  readonly faults: readonly FaultView[];
  readonly lab: LabView;
  readonly model: Model;
  readonly send: (order: LabOrder) => void;
}

interface FamilyProps {
  readonly name: string;
  readonly isOpen: boolean;
  readonly faults: readonly FaultView[];
  readonly draw: (fault: FaultView) => preact.JSX.Element;
}

/** Variants of one fault, `refused:…`, folded to their common name. */
const Family = ({ name, isOpen, faults, draw }: FamilyProps) => (
  <li>
    <details open={isOpen}>
      <summary>
        <code>{name}</code> <span class="muted">{faults.length} variants</span>
      </summary>
      <ul>{faults.map(draw)}</ul>
    </details>
  </li>
);

const familyOf = ({ name }: FaultView): string => name.split(':', 1)[0]!;
const groupBy = <T,>(all: readonly T[], key: (one: T) => string): [string, T[]][] => {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(key(one), [...(groups.get(key(one)) ?? []), one]);
  return [...groups];
};

/** Every fault of the catalogue, by where it strikes. */
export const FaultSwitches = ({ faults, lab, model, send }: Props) => {
  const [words, setWords] = useState('');
  const sought = words.trim().toLowerCase();
  const shown = faults.filter(({ name, says }) => `${name} ${says}`.toLowerCase().includes(sought));
  const nowMs = model.clock.nowMs();
  const laidBy = new Map<string, LaidView>(lab.laid.map((laid) => [laid.name, laid]));
  const draw = (fault: FaultView) => (
    <FaultSwitch key={fault.name} fault={fault} laid={laidBy.get(fault.name)} nowMs={nowMs} send={send} />
  );
  return (
    <section class="faults" aria-labelledby="faults">
      <h2 id="faults">Faults</h2>
      <input
        type="search"
        aria-label="Find a fault"
        placeholder={`Find one of ${faults.length}`}
        value={words}
        onInput={({ currentTarget }) => setWords(currentTarget.value)}
      />
      <div class="catalogue">
        {groupBy(shown, ({ strikes }) => strikes).map(([place, struck]) => (
          <div key={place}>
            <h3>{place}</h3>
            <ul>
              {groupBy(struck, familyOf).map(([name, family]) =>
                family.length === 1 ? (
                  draw(family[0]!)
                ) : (
                  <Family
                    key={name}
                    name={name}
                    isOpen={sought !== '' || family.some((fault) => laidBy.has(fault.name))}
                    faults={family}
                    draw={draw}
                  />
                ),
              )}
            </ul>
          </div>
        ))}
        {shown.length === 0 && <p class="muted">No fault says so.</p>}
      </div>
    </section>
  );
};
