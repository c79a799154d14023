import { expect, test } from 'vitest';
import { findFault } from '../../lab/faults/index.ts';
import { findVoice } from '../../lab/voices.ts';
import { MatrixProgress } from './matrixProgress.ts';

test('progress tells how far it is and how long it takes, and what is run again', () => {
  let nowMs = 0;
  const told: string[] = [];
  const out = { isTerminal: false, write: (text: string) => void told.push(text) };
  const progress = new MatrixProgress(out, () => new Date(nowMs), 3);
  const [fault, voice] = [findFault('none')!, findVoice('7.3')!];
  progress.tell({ kind: 'skipped', fault, voice, why: 'it cannot be' });
  for (const why of ['it is silent', 'it is silent', 'it is silent', 'it gave up']) {
    nowMs += 90_000;
    progress.tell({ kind: 'failed', fault, voice, why, console: '' });
  }
  expect(told.join('').split('\n')).toEqual([
    '1 of 3: 7.3 none: not met, to be tried again: failed: it is silent; about 3 min left',
    '2 of 3: 7.3 none: not met, to be tried again: failed: it is silent; about 2 min left',
    '3 of 3: 7.3 none: not met, to be tried again: failed: it is silent',
    'again: 7.3 none: not met, once more: failed: it gave up',
    '',
  ]);
});
