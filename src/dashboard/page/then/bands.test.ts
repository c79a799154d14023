import { describe, expect, test } from 'vitest';
import { incidentOf, problemOf } from '../../../watch/fakeFeed.ts';
import type { Happening } from '../../../watch/happening.ts';
import { bandsOf } from './bands.ts';

const told = (atMs: number, happening: Happening) => ({ ...happening, seq: atMs, atMs });

describe('bands', () => {
  test('last from the opening to the end', () => {
    const problem = problemOf('x', {}, 1000);
    const [band] = bandsOf(
      [told(1000, { kind: 'problem-opened', problem }), told(5000, { kind: 'problem-closed', problem })],
      9000,
    );
    expect(band).toMatchObject({ kind: 'problem', fromMs: 1000, toMs: 5000, isOpen: false });
  });

  test('last until now where there was no end', () => {
    const [band] = bandsOf([told(1000, { kind: 'incident-opened', incident: incidentOf({}, 1000) })], 9000);
    expect(band).toMatchObject({ kind: 'incident', fromMs: 1000, toMs: 9000, isOpen: true });
  });

  test('tell apart what came again', () => {
    const again = [1000, 5000].flatMap((openedMs) => {
      const problem = problemOf('x', {}, openedMs);
      return [
        told(openedMs, { kind: 'problem-opened', problem }),
        told(openedMs + 100, { kind: 'problem-closed', problem }),
      ];
    });
    expect(bandsOf(again, 9000)).toHaveLength(2);
  });

  test('are made of nothing else', () => expect(bandsOf([told(1, { kind: 'blind', what: 'x' })], 9)).toEqual([]));
});
