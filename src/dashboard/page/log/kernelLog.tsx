import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { LogEntry } from '../../../watch/http/wire.ts';

/** Lines of a dump at a reset: many, and the same counters as elsewhere. */
const isDump = ({ text }: LogEntry): boolean => /^\[ *[\d.]+\] ena \S+(?: \S+)?: \w+: \d+$/.test(text);

type Shown = LogEntry | { readonly left: number };

/** Lines as they came, each dump as the number of its lines. */
const folded = (lines: readonly LogEntry[]): Shown[] => {
  const shown: Shown[] = [];
  for (const line of lines) {
    const last = shown.at(-1);
    if (!isDump(line)) shown.push(line);
    else if (last !== undefined && 'left' in last) shown[shown.length - 1] = { left: last.left + 1 };
    else shown.push({ left: 1 });
  }
  return shown;
};

const itemsOf = (lines: readonly LogEntry[]) =>
  folded(lines).map((line, index) =>
    'left' in line ? (
      <li key={`dump ${index}`} class="muted">
        {line.left} lines of counters
      </li>
    ) : (
      // Lines that leave at the top must not change those that stay.
      <li key={line}>
        <code>{line.text}</code>
        {line.meaning && <span class="meaning">{line.meaning}</span>}
      </li>
    ),
  );

/** The driver's log, line by line, with what each means. */
export const KernelLog = ({ lines }: { readonly lines: readonly LogEntry[] }) => {
  const list = useRef<HTMLOListElement>(null);
  const isAtEnd = useRef(true);
  const items = useMemo(() => itemsOf(lines), [lines]);
  useEffect(() => {
    if (list.current !== null && isAtEnd.current) list.current.scrollTop = list.current.scrollHeight;
  }, [items]);
  return (
    <section class="log" aria-labelledby="log">
      <h2 id="log">The driver’s log</h2>
      {lines.length === 0 && <p class="muted">Nothing was logged.</p>}
      <ol
        ref={list}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label="The driver’s log"
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
          isAtEnd.current = scrollHeight - scrollTop - clientHeight < 20;
        }}
      >
        {items}
      </ol>
    </section>
  );
};
