import type { FaultView, LabOrder, LaidView } from '../../../watch/http/lab.ts';
import { duration } from '../words.ts';

interface Props {
  readonly fault: FaultView;
  readonly laid: LaidView | undefined;
  readonly nowMs: number;
  readonly send: (order: LabOrder) => void;
}

/** One fault: laid while its switch is on. It ends by itself. */
export const FaultSwitch = ({ fault: { name, says, when }, laid, nowMs, send }: Props) => {
  const leftMs = laid?.untilMs === undefined ? undefined : Math.max(0, laid.untilMs - nowMs);
  return (
    <li>
      <button
        type="button"
        role="switch"
        aria-checked={laid !== undefined}
        aria-labelledby={`name-${name}`}
        aria-describedby={`says-${name}`}
        onClick={() => send({ order: laid === undefined ? 'lay' : 'lift', fault: name })}
      >
        <span class="knob" aria-hidden="true" />
        <code id={`name-${name}`}>{name}</code>
        {leftMs !== undefined && <span class="left">{duration(leftMs)}</span>}
      </button>
      <p id={`says-${name}`} class="muted">
        {says}
        {when === 'boot' && ' Switches the machine off and on.'}
      </p>
    </li>
  );
};
