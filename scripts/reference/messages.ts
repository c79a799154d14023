import { explain } from '../../src/diagnosis/explain.ts';
import { events } from '../../src/spec/events/index.ts';
import type { Message } from '../../src/spec/message.ts';
import { messages } from '../../src/spec/messages/index.ts';
import { rangeInWords } from '../../src/spec/versions.ts';
import { entry } from './entry.ts';
import { anchorOf, code, table, text } from './markdown.ts';

const levelOf = ({ level, debugOnly, hidden }: Message): string =>
  debugOnly ? 'debug only' : hidden ? `${level}, silent by default in ${hidden}` : level;

const wordings = (rows: readonly Message[]): string =>
  table(
    ['Id', 'Line', 'By', 'Level', 'Releases', 'Kernels', 'Note'],
    rows.map((row) => [
      row.id,
      code(row.text),
      row.speaker,
      levelOf(row),
      row.releases ? rangeInWords(row.releases) : '',
      row.kernels ? rangeInWords(row.kernels) : '',
      text(row.note ?? ''),
    ]),
  );

/** Every event with all its wordings, by subsystem. */
export function messagesPage(): string {
  const byEvent = Map.groupBy(messages, ({ event }) => event);
  const bySubsystem = Map.groupBy(Object.values(events), ({ subsystem }) => subsystem);
  const places = [...bySubsystem].map(
    ([subsystem, rows]) => `- [${subsystem}](#${anchorOf(`about ${subsystem}`)}): ${rows.length} events`,
  );
  const sections = [...bySubsystem].map(([subsystem, rows]) => {
    const entries = rows.map(({ id }) => {
      const told = explain(`event ${id}`).meanings[0]!;
      return `${entry(told)}\n\n${wordings(byEvent.get(id) ?? [])}`;
    });
    return `<a id="${anchorOf(`about ${subsystem}`)}"></a>\n## ${subsystem}\n\n${entries.join('\n\n')}`;
  });
  return [places.join('\n'), ...sections].join('\n\n');
}
