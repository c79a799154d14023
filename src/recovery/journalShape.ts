import { callRows } from './ec2/calls.ts';
import { type Journal, journalSchema } from './journal.ts';
import { phases } from './phases.ts';
import { planKinds } from './plan.ts';
import { JournalOfOtherVersion, JournalUnreadable } from './problems.ts';

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string';
const every = (value: unknown, holds: (each: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every(holds);
const maybe = (value: unknown, holds: (value: unknown) => boolean): boolean => value === undefined || holds(value);

const isCall = (value: unknown): boolean =>
  isFields(value) &&
  isText(value.name) &&
  Object.hasOwn(callRows, value.name) &&
  callRows[value.name as keyof typeof callRows].writes &&
  isFields(value.input);

const isCondition = (value: unknown): boolean => isFields(value) && isText(value.holds);

const isUndo = (value: unknown): boolean =>
  isFields(value) &&
  isText(value.says) &&
  isCall(value.call) &&
  isCondition(value.until) &&
  maybe(value.needs, isCondition);

const isStep = (value: unknown): boolean =>
  isFields(value) &&
  isText(value.name) &&
  isText(value.title) &&
  isText(value.why) &&
  maybe(value.call, isCall) &&
  maybe(value.until, isCondition) &&
  maybe(value.needs, isCondition) &&
  maybe(value.undo, isUndo) &&
  maybe(value.leaves, isText) &&
  maybe(value.byHand, (lines) => every(lines, isText));

const isPlan = (value: unknown): boolean =>
  isFields(value) &&
  planKinds.some((kind) => kind === value.kind) &&
  isText(value.instance) &&
  isText(value.purpose) &&
  [value.costs, value.checks, value.unchecked, value.afterwards].every((lines) => every(lines, isText)) &&
  every(value.steps, isStep);

const isMark = (value: unknown): boolean =>
  isFields(value) && phases.some((phase) => phase === value.phase) && isText(value.at);

const isJournal = (value: Fields): boolean =>
  isText(value.begun) &&
  isText(value.region) &&
  maybe(value.endpoint, isText) &&
  isPlan(value.plan) &&
  (value.direction === 'forward' || value.direction === 'back') &&
  isFields(value.marks) &&
  Object.values(value.marks).every(isMark) &&
  isFields(value.results) &&
  Object.values(value.results).every(isText) &&
  maybe(value.ended, (ended) => ended === 'finished' || ended === 'rolled-back');

/**
 * Reads the text of a journal. What cannot be read for certain is not acted on.
 *
 * @throws JournalUnreadable, JournalOfOtherVersion
 */
export const readJournal = (text: string, path: string): Journal => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new JournalUnreadable(path, text === '' ? 'it is empty' : 'it is cut off or damaged');
  }
  if (!isFields(value) || !isText(value.schema) || !value.schema.startsWith('enakit/recovery/'))
    throw new JournalUnreadable(path, 'it is no journal of a recovery');
  if (value.schema !== journalSchema) throw new JournalOfOtherVersion(path, value.schema.slice(0, 60));
  if (!isJournal(value)) throw new JournalUnreadable(path, 'a part of it is missing');
  return value as unknown as Journal;
};
