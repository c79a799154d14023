import type { LogLine } from '../observation.ts';
import { type LogContext, openLog } from './logReader.ts';

/** Reads a text that is at hand as one log: all its records that concern ENA, in order. */
export const readLogText = (text: string, context: LogContext): readonly LogLine[] => {
  const log = openLog(context);
  const read = text.split('\n').flatMap((line, i) => {
    const seen = log.read({ text: line, number: i + 1 });
    return seen === undefined || seen === 'other' ? [] : seen;
  });
  return [...read, ...log.end()];
};
