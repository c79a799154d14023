import type { RegisterView } from '../../../watch/http/lab.ts';
import { count } from '../words.ts';

/** How long a register that moved is lit. */
const litMs = 1200;

interface Props {
  readonly registers: readonly RegisterView[];
  readonly nowMs: number;
}

/** The registers the driver touched, with what each says. */
export const Registers = ({ registers, nowMs }: Props) => (
  <section class="registers" aria-labelledby="registers">
    <h2 id="registers">Registers</h2>
    <table>
      <thead>
        <tr>
          <th scope="col">Register</th>
          <th scope="col">Value</th>
          <th scope="col">Reads</th>
          <th scope="col">Writes</th>
        </tr>
      </thead>
      <tbody>
        {registers.map(({ name, text, reads, writes, atMs, doc }) => (
          <tr key={name} class={nowMs - atMs < litMs ? 'lit' : ''} title={doc}>
            <th scope="row">
              <code>{name}</code>
            </th>
            <td>
              <code>{text ?? 'no answer'}</code>
            </td>
            <td>{count(reads)}</td>
            <td>{count(writes)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);
