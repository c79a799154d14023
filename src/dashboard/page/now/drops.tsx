import type { Track } from '../model/track.ts';
import { count, few } from '../words.ts';

const rows = [
  { name: 'rx_drops', title: 'Dropped by the device, in' },
  { name: 'tx_drops', title: 'Dropped by the device, out' },
  { name: 'rx_overruns', title: 'Rx ring overruns' },
  { name: 'total_resets', title: 'Resets' },
  { name: 'tx_timeout', title: 'Tx timeouts' },
  { name: 'wd_expired', title: 'Watchdog expiries' },
] as const;

/** A row of the two tables: what it is, how many there were, how many come now. */
export const Row = ({
  title,
  total,
  perSecond,
}: {
  readonly title: string;
  readonly total: number;
  readonly perSecond: number;
}) => (
  <tr class={perSecond > 0 ? 'rising' : total > 0 ? 'some' : 'none'}>
    <th scope="row">{title}</th>
    <td>{count(total)}</td>
    <td>{perSecond > 0 ? `${few(perSecond)}/s` : ''}</td>
  </tr>
);

/** What got lost. */
export const Drops = ({ track }: { readonly track: Track }) => (
  <div class="instrument">
    <h3>Losses</h3>
    <table>
      <thead class="unseen">
        <tr>
          <th scope="col">What</th>
          <th scope="col">Total</th>
          <th scope="col">Now</th>
        </tr>
      </thead>
      <tbody>
        {rows
          .filter(({ name }) => track.has(name))
          .map(({ name, title }) => (
            <Row
              key={name}
              title={title}
              total={track.value(name) ?? 0}
              perSecond={track.rates([name]).at(-1)?.perSecond ?? 0}
            />
          ))}
      </tbody>
    </table>
  </div>
);
