import type { Track } from '../model/track.ts';
import { count, few } from '../words.ts';

/** What is lost or stands, by ids of statistics; older drivers have other names for some. */
const rows = [
  { title: 'Dropped by the device, in', ids: ['rx_drops', 'rx_overruns'] },
  { title: 'Dropped by the device, out', ids: ['tx_drops'] },
  { title: 'Sent, but never completed', ids: ['tx_missed_tx', 'tx_missing_tx_comp'] },
  { title: 'Dropped by the driver, out', ids: ['tx_dma_mapping_err', 'tx_linearize_failed', 'tx_prepare_ctx_err'] },
  { title: 'No memory for Rx', ids: ['rx_page_alloc_fail', 'rx_skb_alloc_fail'] },
  { title: 'Rx ring ran dry', ids: ['rx_empty_rx_ring'] },
  { title: 'Tx queue stopped', ids: ['tx_queue_stop'] },
  { title: 'Tx timeouts', ids: ['tx_timeout'] },
  { title: 'Watchdog expiries', ids: ['wd_expired'] },
  { title: 'Resets', ids: ['total_resets'] },
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

/** What got lost, and what stood. */
export const Drops = ({ track }: { readonly track: Track }) => (
  <div class="instrument">
    <h3>Losses and stops</h3>
    <table>
      <thead class="unseen">
        <tr>
          <th scope="col">What</th>
          <th scope="col">Total</th>
          <th scope="col">Now</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ ids, title }) => {
          const names = track.namesOf(...ids);
          if (names.length === 0) return null;
          return <Row key={title} title={title} total={track.sum(names)} perSecond={track.rate(names)} />;
        })}
      </tbody>
    </table>
  </div>
);
