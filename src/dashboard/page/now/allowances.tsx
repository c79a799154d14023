import type { Track } from '../model/track.ts';
import { count } from '../words.ts';
import { Row } from './drops.tsx';

const rows = [
  { name: 'bw_in_allowance_exceeded', title: 'Bandwidth, in' },
  { name: 'bw_out_allowance_exceeded', title: 'Bandwidth, out' },
  { name: 'pps_allowance_exceeded', title: 'Packets per second' },
  { name: 'conntrack_allowance_exceeded', title: 'Tracked connections' },
  { name: 'linklocal_allowance_exceeded', title: 'Link-local services' },
] as const;

const room = 'conntrack_allowance_available';

/** Packets beyond what the instance may have. The limits themselves the adapter does not tell, but for one. */
export const Allowances = ({ track }: { readonly track: Track }) => {
  const known = rows.filter(({ name }) => track.has(name));
  const left = track.value(room);
  return (
    <div class="instrument">
      <h3>Beyond the instance’s allowances</h3>
      {known.length === 0 && <p class="muted">This driver does not tell.</p>}
      {known.length > 0 && (
        <table>
          <thead class="unseen">
            <tr>
              <th scope="col">Allowance</th>
              <th scope="col">Packets beyond it</th>
              <th scope="col">Now</th>
            </tr>
          </thead>
          <tbody>
            {known.map(({ name, title }) => (
              <Row key={name} title={title} total={track.value(name) ?? 0} perSecond={track.rate([name])} />
            ))}
          </tbody>
        </table>
      )}
      {left !== undefined && left > 0 && <p class="muted">Room for {count(left)} more connections</p>}
    </div>
  );
};
