import { describe, expect, it } from 'vitest';
import { readSections } from './sectionReading.ts';

describe('answers of ethtool that are none', () => {
  it.each([
    'no stats available',
    'Cannot get driver information: No such device',
    'netlink error: No such device',
    'bash: ethtool: command not found',
    'ethtool: bad command line argument(s)',
  ])('says what %j leaves unseen', (text) => {
    expect(readSections(text)).toMatchObject([{ kind: 'unseen', place: { line: 1, text } }]);
  });

  it('names the interface where it is known', () => {
    const [seen] = readSections('$ ethtool -S eth0\nno stats available');
    expect(seen?.kind === 'unseen' && seen.what).toMatch(/^eth0: /);
  });

  it('expects nothing of interfaces without hardware', () => {
    expect(readSections('Interface lo\nno stats available\n\nInterface docker0\nno stats available')).toEqual([]);
  });

  it('leaves prose alone', () => {
    expect(readSections('there is no status available for this order')).toEqual([]);
  });
});
