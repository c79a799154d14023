import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSections } from './sectionReading.ts';

const fixture = (name: string) =>
  readFileSync(new URL(`../../../test/fixtures/sections/${name}`, import.meta.url), 'utf8');

describe('ethtool -g, -l, -c, -k', () => {
  const [rings, channels, coalescing, offloads] = readSections(fixture('ethtool-settings.txt'));

  it('reads rings with what they could be', () => {
    expect(rings).toMatchObject({
      of: 'rings',
      interface: 'eth0',
      maximum: { RX: 16_384, 'RX Mini': 'n/a' },
      current: { RX: 1024 },
    });
  });

  it('reads channels', () => {
    expect(channels).toMatchObject({ of: 'channels', maximum: { Combined: 8 }, current: { Combined: 4 } });
  });

  it('reads two settings on one line', () => {
    expect(coalescing).toMatchObject({ current: { 'Adaptive RX': 'on', 'Adaptive TX': 'n/a', 'tx-usecs': 64 } });
  });

  it('reads offloads', () => {
    expect(offloads).toMatchObject({
      current: { 'tx-scatter-gather': 'on', 'tcp-segmentation-offload': 'off [fixed]' },
    });
  });

  it('does not take the answer that follows for settings', () => {
    const seen = readSections('Features for eth0:\nrx-checksumming: on\ndriver: ena\nversion: 2.8.0');
    expect(seen.map(({ kind }) => kind)).toEqual(['settings', 'driver']);
  });
});
