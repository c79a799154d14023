import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSections } from './sectionReading.ts';

const fixture = (name: string) =>
  readFileSync(new URL(`../../../test/fixtures/sections/${name}`, import.meta.url), 'utf8');

describe('sysctl dev.ena', () => {
  it('reads counters, driver and address', () => {
    const [driver, counters] = readSections(fixture('freebsd-sysctl.txt'));
    expect(driver).toMatchObject({
      kind: 'driver',
      driver: 'ena',
      version: '2.8.3',
      pci: '0000:00:05.0',
      interface: 'ena0',
    });
    expect(counters).toMatchObject({ kind: 'counters', family: 'freebsd', interface: 'ena0' });
    expect(counters?.kind === 'counters' && counters.values.get('dev.ena.0.wd_expired')?.value).toBe(2);
  });

  it('reads the form of sysctl -e and several units', () => {
    const seen = readSections('dev.ena.0.wd_expired=1\ndev.ena.1.wd_expired=0');
    expect(seen).toMatchObject([{ interface: 'ena0' }, { interface: 'ena1' }]);
  });

  it('begins a new snapshot where a name comes again', () => {
    expect(readSections('dev.ena.0.wd_expired: 1\ndev.ena.0.wd_expired: 2')).toHaveLength(2);
  });
});
