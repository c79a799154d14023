import type { TraceView } from '../../../watch/http/lab.ts';
import { timeOfDay } from '../words.ts';

const shown = 14;

/** What passed between driver and device lately, the newest first. */
export const Trace = ({ trace }: { readonly trace: readonly TraceView[] }) => (
  <section class="trace" aria-labelledby="trace">
    <h2 id="trace">Commands and events</h2>
    <ol>
      {trace
        .slice(-shown)
        .reverse()
        .map(({ atMs, what, isTrouble }, index) => (
          <li key={`${atMs} ${index}`} class={isTrouble ? 'trouble' : ''}>
            <time>{timeOfDay(atMs)}</time> <span>{what}</span>
          </li>
        ))}
    </ol>
  </section>
);
