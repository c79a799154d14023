/**
 * How far a step has come. Every arrow is a write to the journal before anything else happens.
 *
 *              intend            accept             hold
 *   (nothing) ───────▶ intended ───────▶ accepted ───────▶ done
 *       │                 │  ▲               │
 *       │ hold            │  └─ look again,  │ the answer is known;
 *       │                 │     call again   │ only waiting is left
 *       ▼                 ▼
 *      done            skipped      the world shows that the call was never taken (going back only)
 *
 * Killed in `intended`, nobody knows whether the call was taken: the world is looked at before it is made again.
 */

export const phases = ['intended', 'accepted', 'done', 'skipped'] as const;
export type Phase = (typeof phases)[number];
export type Turn = 'intend' | 'accept' | 'hold' | 'skip';

const turns: Readonly<Record<Phase | 'nothing', { readonly [T in Turn]?: Phase }>> = {
  nothing: { intend: 'intended', hold: 'done' },
  intended: { accept: 'accepted', skip: 'skipped' },
  accepted: { hold: 'done' },
  done: {},
  skipped: {},
};

/** Where a turn leads. A turn the table does not know is a defect, and stops everything before it does harm. */
export const turned = (from: Phase | undefined, turn: Turn): Phase => {
  const to = turns[from ?? 'nothing'][turn];
  if (to === undefined) throw new Error(`a step that is ${from ?? 'not begun'} cannot ${turn}`);
  return to;
};
