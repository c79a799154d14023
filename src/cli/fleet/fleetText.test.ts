import { expect, test } from 'vitest';
import type { FleetAdapter } from '../../watch/fleet/adapters.ts';
import { type FleetReport, groupTroubles } from '../../watch/fleet/fleet.ts';
import { createPalette } from '../render/terminal/paint.ts';
import { fleetText } from './fleetText.ts';

const layout = { width: 100, palette: createPalette(false) };
const adapter = (i: number): FleetAdapter => ({
  key: `${i}`,
  host: `host-${i}`,
  adapter: '0000:00:05.0',
  version: '2.1.2g',
  kernel: 'unknown',
  type: 'm7i.large',
  zone: 'unknown',
});
const troubles = Array.from({ length: 12 }, (_, i) => ({
  adapter: adapter(i),
  cause: 'keep-alive-timeout',
  blame: 'device',
  isOpen: i === 11,
  resets: i,
}));
const well: FleetReport = {
  schema: 'enakit/fleet/1',
  adapters: 1000,
  inTrouble: 0,
  unanswered: [],
  silent: [],
  populations: [{ version: '2.1.2g', kernel: '6.12', type: 'm7i.large', adapters: 1000 }],
  groupedBy: 'cause',
  groups: [],
  bugs: [],
  outliers: [],
};

test('says in a line that a fleet is well', () => {
  expect(fleetText(well, layout)).toBe('1,000 adapters, 0 in trouble. 1 driver version, 1 instance type.\n');
});

test('names the worst of many, and counts the rest', () => {
  const text = fleetText({ ...well, inTrouble: 12, groups: groupTroubles(troubles, 'cause') }, layout);
  expect(text).toContain('  keep-alive-timeout: 12 adapters, 1 open now, 66 resets\n');
  expect(text).toContain('    The driver saw no keep-alive from the device.\n    host-11 0000:00:05.0 open');
  expect(text).toContain('    and 4 more\n');
});

test('shows what a hostile label says, and does what none says', () => {
  const odd = { ...troubles[0]!, adapter: { ...adapter(0), host: '\x1b[2Jx' } };
  const text = fleetText({ ...well, inTrouble: 1, groups: groupTroubles([odd], 'zone') }, layout);
  expect(text).not.toContain('\x1b');
});
