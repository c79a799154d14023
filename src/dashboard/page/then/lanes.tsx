import type { LogEntry } from '../../../watch/http/wire.ts';
import { timeOfDay } from '../words.ts';
import type { Band } from './bands.ts';

interface Props {
  readonly span: readonly [fromMs: number, toMs: number];
  readonly bands: readonly Band[];
  readonly lines: readonly LogEntry[];
  readonly chosen: string | undefined;
}

const mostMarks = 300;

/** Resets and log lines on the axis of the plots below. */
export const Lanes = ({ span: [fromMs, toMs], bands, lines, chosen }: Props) => {
  const percent = (ms: number) => Math.min(100, Math.max(0, ((ms - fromMs) / (toMs - fromMs)) * 100));
  const marks = lines.filter(({ meaning }) => meaning !== '').slice(-mostMarks);
  return (
    <div class="lanes">
      <div class="lane">
        <span class="title">Resets</span>
        <div class="axis">
          {bands.map((band) =>
            band.kind === 'incident' ? (
              <a
                key={band.key}
                href={`#/then/${encodeURIComponent(band.key)}`}
                class="band"
                aria-current={band.key === chosen ? 'true' : undefined}
                title={`${timeOfDay(band.fromMs)} ${band.incident.cause}`}
                style={{
                  left: `${percent(band.fromMs)}%`,
                  width: `max(0.6rem, ${percent(band.toMs) - percent(band.fromMs)}%)`,
                }}
              >
                <span class="unseen">
                  Reset at {timeOfDay(band.fromMs)}: {band.incident.cause}
                </span>
              </a>
            ) : null,
          )}
        </div>
      </div>
      <div class="lane" aria-hidden="true">
        <span class="title">Log</span>
        <div class="axis">
          {marks.map(({ atMs, text, meaning }, index) => (
            <i key={`${atMs} ${index}`} title={`${text}\n${meaning}`} style={{ left: `${percent(atMs)}%` }} />
          ))}
        </div>
      </div>
    </div>
  );
};
