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
/** A moment must still be found and clicked. */
const leastBand = '0.6rem';

/** What is grave lies over what is less. */
const gravestLast = (bands: readonly Band[]): readonly Band[] => {
  const isGrave = (band: Band) => Number(band.kind === 'problem' && band.finding.severity === 'critical');
  return bands.toSorted((one, other) => isGrave(one) - isGrave(other));
};

/** Resets, problems and log lines on the axis of the plots below. */
export const Lanes = ({ span: [fromMs, toMs], bands, lines, chosen }: Props) => {
  const percent = (ms: number) => Math.min(100, Math.max(0, ((ms - fromMs) / (toMs - fromMs)) * 100));
  const place = (band: Band) => ({
    left: `${percent(band.fromMs)}%`,
    width: `max(${leastBand}, ${percent(band.toMs) - percent(band.fromMs)}%)`,
  });
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
                style={place(band)}
              >
                <span class="unseen">
                  Reset at {timeOfDay(band.fromMs)}: {band.incident.cause}
                </span>
              </a>
            ) : null,
          )}
        </div>
      </div>
      {/* The table below tells the same to who cannot see it. */}
      <div class="lane" aria-hidden="true">
        <span class="title">Problems</span>
        <div class="axis">
          {gravestLast(bands).map((band) =>
            band.kind === 'problem' ? (
              <i
                key={`${band.key} ${band.fromMs}`}
                class={`spell ${band.finding.severity}`}
                title={`${timeOfDay(band.fromMs)} ${band.finding.title}`}
                style={place(band)}
              />
            ) : null,
          )}
        </div>
      </div>
      <div class="lane" aria-hidden="true">
        <span class="title">Log</span>
        <div class="axis">
          {marks.map(({ atMs, text, meaning }, index) => (
            <i
              class="mark"
              key={`${atMs} ${index}`}
              title={`${text}\n${meaning}`}
              style={{ left: `${percent(atMs)}%` }}
            />
          ))}
        </div>
      </div>
    </div>
  );
};
