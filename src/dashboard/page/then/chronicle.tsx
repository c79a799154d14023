import type { LogEntry } from '../../../watch/http/wire.ts';
import { KernelLog } from '../log/kernelLog.tsx';
import { FindingBody } from '../now/findings.tsx';
import { duration, severityWords, timeOfDay } from '../words.ts';
import type { Band } from './bands.ts';

interface Props {
  readonly bands: readonly Band[];
  readonly lines: readonly LogEntry[];
  readonly chosen: string | undefined;
}

const lasted = ({ isOpen, fromMs, toMs }: Band): string => (isOpen ? 'goes on' : duration(toMs - fromMs));

const Row = ({ band, isChosen }: { readonly band: Band; readonly isChosen: boolean }) => (
  <tr class={isChosen ? 'lit' : ''}>
    <td>
      <time>{timeOfDay(band.fromMs)}</time>
    </td>
    <th scope="row">
      {band.kind === 'incident' ? (
        <>
          <span class={`chip ${band.incident.outcome}`}>Reset</span>{' '}
          <a href={`#/then/${encodeURIComponent(band.key)}`}>{band.incident.cause}</a>
        </>
      ) : (
        <details>
          <summary>
            <span class={`chip ${band.finding.severity}`}>{severityWords[band.finding.severity]}</span>{' '}
            {band.finding.title}
          </summary>
          <div class="finding">
            <FindingBody finding={band.finding} />
          </div>
        </details>
      )}
    </th>
    <td>{lasted(band)}</td>
  </tr>
);

/** What happened, the newest first, and what was logged. */
export const Chronicle = ({ bands, lines, chosen }: Props) => (
  <>
    <section class="chronicle" aria-labelledby="happened">
      <h2 id="happened">What happened</h2>
      {bands.length === 0 ? (
        <p class="muted">Nothing, in this time.</p>
      ) : (
        <table>
          <thead class="unseen">
            <tr>
              <th scope="col">When</th>
              <th scope="col">What</th>
              <th scope="col">How long</th>
            </tr>
          </thead>
          <tbody>
            {bands.toReversed().map((band) => (
              <Row
                key={`${band.kind} ${band.key} ${band.fromMs}`}
                band={band}
                isChosen={band.kind === 'incident' && band.key === chosen}
              />
            ))}
          </tbody>
        </table>
      )}
    </section>
    <KernelLog lines={lines} />
  </>
);
