import { lineMeaning } from '../../diagnosis/lineMeaning.ts';
import { openLog } from '../../evidence/log/logReader.ts';

const source = 'kernel log';
const now = () => new Date();

/** What a line of the kernel log means, in a few words; empty for one that does not concern ENA. */
export const annotate = (text: string): string => {
  const reader = openLog({ source, now });
  const read = reader.read({ text, number: 1 });
  const [line] = [...(typeof read === 'object' ? read : []), ...reader.end()];
  return line === undefined ? '' : lineMeaning(line);
};
