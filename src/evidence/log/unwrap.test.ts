import { describe, expect, it } from 'vitest';
import { openClock } from './clock.ts';
import { emptyDraft } from './draft.ts';
import { Unwrapper, wrappers } from './unwrap.ts';

const message = 'ena 0000:00:05.0 eth0: Keep alive watchdog timeout.';
const fresh = () => new Unwrapper(openClock(() => new Date('2026-12-01T00:00:00Z')));

describe('every wrapper', () => {
  it.each(wrappers)('comes off its example: $name', ({ example }) => {
    expect(fresh().unwrap(example.replace('…', message), emptyDraft())).toMatch(
      /^ena 0000:00:05\.0 eth0: Keep alive watchdog timeout\.( \|)?$/,
    );
  });

  it.each(wrappers)('begins as it says it does: $name', ({ example, first, pattern }) => {
    // The wrapper may stand inside another in its example: at one place at least its pattern fits.
    const places = [...example]
      .map((_, at) => at)
      .filter((at) => {
        pattern.lastIndex = at;
        return pattern.test(example.replace('…', message));
      });
    expect(places.length).toBeGreaterThan(0);
    expect(first).toContain(example.replace('…', message)[places[0]!]);
  });

  it.each(wrappers)('is sticky: $name', ({ pattern }) => expect(pattern.sticky).toBe(true));
});

describe('an unwrapper', () => {
  it('takes off ten wrappers and no more', () => {
    expect(fresh().unwrap('<3>'.repeat(10) + message, emptyDraft())).toBe(message);
    expect(fresh().unwrap('<3>'.repeat(12) + message, emptyDraft())).toBe(`<3><3>${message}`);
  });

  it('is not misled by how the line before was wrapped', () => {
    const unwrapper = fresh();
    const lines = wrappers.map(({ example }) => example.replace('…', message));
    for (const line of [...lines, ...lines.toReversed()]) {
      expect(unwrapper.unwrap(line, emptyDraft())).toBe(fresh().unwrap(line, emptyDraft()));
    }
  });

  it('lets the innermost wrapper have the last word', () => {
    const draft = emptyDraft();
    fresh().unwrap(`{"message":"<3>Nov 23 14:30:00 inner kernel: x","host":"outer","PRIORITY":"6"}`, draft);
    expect(draft).toMatchObject({ host: 'inner', level: 3, tag: 'kernel', wrapped: true });
  });

  it('lets no quotation turn a process into the kernel', () => {
    const draft = emptyDraft();
    fresh().unwrap('Nov 23 14:30:00 h sshd[1]: kernel: x', draft);
    expect(draft.tag).toBe('sshd');
  });
});
