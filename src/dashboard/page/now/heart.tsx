import type { AdapterView } from '../../../watch/http/wire.ts';
import { useTime } from '../model/hooks.ts';
import type { Model } from '../model/model.ts';
import { duration } from '../words.ts';
import { silenceOf } from './silence.ts';

const shownMs = 60_000;
const width = 600;
const height = 44;
const base = 34;

/** A beat as a heart's monitor draws it, from its place on the line. */
const spike = (x: number): string => `H${(x - 3).toFixed(1)}l1.5 -26 l3 32 l1.5 -6`;

/** The last minute of keep-alives, as one line. */
const lineOf = (beats: readonly number[], nowMs: number): string => {
  const places = beats
    .filter((atMs) => atMs > nowMs - shownMs && atMs <= nowMs)
    .map((atMs) => width * (1 - (nowMs - atMs) / shownMs))
    .filter((x) => x > 4 && x < width - 4);
  // What was before the first beat that was heard, nobody here knows.
  const first = beats[0] ?? nowMs;
  const from = Math.max(0, width * (1 - (nowMs - first) / shownMs) - 4);
  return `M${from.toFixed(1)} ${base}${places.map(spike).join('')}H${width}`;
};

interface Props {
  readonly adapter: AdapterView;
  readonly model: Model;
  /** How often it is drawn; many are drawn less often. */
  readonly everyMs?: number;
}

/** The adapter's heart: keep-alives as they come, and how long its watchdog still waits. */
export const Heart = ({ adapter, model, everyMs }: Props) => {
  useTime(everyMs);
  const { heartbeat, heartbeatUnseen, pci } = adapter;
  if (heartbeat === undefined) {
    return <p class="heart muted">Heartbeat not seen: {heartbeatUnseen ?? 'the kernel does not let it be seen.'}</p>;
  }
  const nowMs = model.clock.nowMs();
  const { silentMs, leftMs, tone } = silenceOf(heartbeat, nowMs);
  const share = heartbeat.watchdogMs > 0 ? leftMs / heartbeat.watchdogMs : 0;
  return (
    <div class={`heart ${tone}`}>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${heartbeat.beats} keep-alives, one every ${duration(heartbeat.intervalMs)}`}
      >
        <path class="rest" d={`M0 ${base}H${width}`} />
        <path d={lineOf(model.beats.get(pci) ?? [], nowMs)} />
      </svg>
      <div class="countdown">
        <p>
          <span class="figure">{(leftMs / 1000).toFixed(1)}</span> s<span class="muted"> until the watchdog fires</span>
        </p>
        <div class="gauge" aria-hidden="true">
          <div style={{ transform: `scaleX(${share.toFixed(3)})` }} />
        </div>
        <p class="muted">
          {tone === 'beating'
            ? `A keep-alive every ${duration(heartbeat.intervalMs)} ± ${Math.round(heartbeat.jitterMs)} ms`
            : `No keep-alive for ${duration(silentMs)}`}
        </p>
      </div>
    </div>
  );
};
