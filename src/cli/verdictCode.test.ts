import { expect, test } from 'vitest';
import type { SourceSummary } from '../evidence/source.ts';
import { verdictCode } from './verdictCode.ts';

const read: SourceSummary = { path: 'a', kind: 'kernel-log', lines: 9, adapterLines: 3 };
const cutShort: SourceSummary = { ...read, problem: 'the gzip data ends early' };
const unread: SourceSummary = { path: 'b', kind: 'unrecognised', lines: 0, adapterLines: 0, problem: 'no such file' };

test.each([
  { verdict: 'healthy', sources: [read], code: 0 },
  { verdict: 'healthy', sources: [read, unread], code: 0 },
  { verdict: 'healthy', sources: [cutShort], code: 0 },
  { verdict: 'healthy', sources: [unread], code: 3 },
  { verdict: 'healthy', sources: [], code: 3 },
  { verdict: 'problems', sources: [read, unread], code: 1 },
  { verdict: 'no-evidence', sources: [read], code: 3 },
] as const)('$verdict over $sources.length sources ends with $code', ({ code, ...report }) => {
  expect(verdictCode(report)).toBe(code);
});
