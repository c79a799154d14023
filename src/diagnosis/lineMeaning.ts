import type { LogLine } from '../evidence/observation.ts';
import { adminOpcodes } from '../spec/adminOpcodes.ts';
import { type EventId, events } from '../spec/events/index.ts';
import { features } from '../spec/features.ts';
import { registerOffsets, unansweredRequestOffset } from '../spec/registerOffsets.ts';
import { subOptimalCodes } from '../spec/subOptimal.ts';

type Values = LogLine['values'];

const words = (name: string | undefined) => name?.replaceAll('-', ' ');

/** What the numbers of a line stand for, where a table knows them. */
const details: Readonly<Partial<Record<EventId, (values: Values) => string | undefined>>> = {
  'feature-unsupported': ({ feature }) => words(features.find(({ id }) => id === feature)?.name),
  'admin-completion-missing': ({ opcode }) => words(adminOpcodes.find(({ number }) => number === opcode)?.name),
  'admin-interrupt-missing': ({ opcode }) => words(adminOpcodes.find(({ number }) => number === opcode)?.name),
  'register-read-timeout': ({ expectedOffset, expectedId, actualId }) => {
    const register = registerOffsets.find(({ offset }) => offset === expectedOffset)?.name;
    const untouched = typeof expectedId === 'number' && actualId === ((expectedId + unansweredRequestOffset) & 0xffff);
    return [register, untouched ? 'the device never wrote an answer' : undefined].filter(Boolean).join(', ');
  },
  'sub-optimal-configuration': ({ code }) => subOptimalCodes.find((row) => row.code === code)?.title,
  'reset-completed': ({ status }) =>
    status === undefined || status === 0 ? undefined : `it failed, with status ${status}`,
  'keep-alive-lost': ({ silenceMs }) =>
    typeof silenceMs === 'number' ? `for ${(silenceMs / 1000).toFixed(1)} s` : undefined,
};

/** What a log line means, in the few words that fit behind it. Empty for the rows of a statistics dump. */
export const lineMeaning = (line: Pick<LogLine, 'speaker' | 'event' | 'values' | 'truncated'>): string => {
  if (line.speaker === 'efa') return 'Not ENA: the EFA driver speaks';
  if (line.event === undefined) return 'No known version of the driver prints this';
  if (line.event === 'reset-statistic') return '';
  const detail = details[line.event]?.(line.values);
  const { title } = events[line.event];
  return `${title}${detail ? `: ${detail}` : ''}${line.truncated ? ' (the line is cut)' : ''}`;
};
