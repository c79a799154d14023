import type { RingView } from '../../../watch/http/lab.ts';
import { count } from '../words.ts';

/** How full each ring is, and how far the driver has read. */
export const Rings = ({ rings }: { readonly rings: readonly RingView[] }) => (
  <section class="rings" aria-labelledby="rings">
    <h2 id="rings">Rings</h2>
    {rings.length === 0 ? (
      <p class="muted">The interface is down: there are none.</p>
    ) : (
      <table>
        <thead>
          <tr>
            <th scope="col">Queue</th>
            <th scope="col">Held by the device</th>
            <th scope="col" class="unseen">
              Of
            </th>
            <th scope="col">Completions read</th>
          </tr>
        </thead>
        <tbody>
          {rings.map(({ queue, direction, depth, held, completed, isStopped }) => (
            <tr key={`${direction} ${queue}`} class={isStopped ? 'rising' : ''}>
              <th scope="row">
                {direction} {queue}
                {isStopped && ' stands'}
              </th>
              <td>
                <div class="gauge" aria-hidden="true">
                  <div style={{ transform: `scaleX(${(held / depth).toFixed(4)})` }} />
                </div>
              </td>
              <td>
                {count(held)} of {count(depth)}
              </td>
              <td>{count(completed)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    )}
  </section>
);
