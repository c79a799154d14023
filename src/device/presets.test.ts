import { describe, expect, test } from 'vitest';
import { isRingDepth } from '../spec/wire/ring.ts';
import type { CapabilityName } from './options.ts';
import { presets } from './presets.ts';

// The least that drivers demand: each of these ends a probe, or leaves an error in the log, where it does not hold.
describe.each(Object.entries(presets))('the preset %s', (_, options) => {
  const has = (name: string) => options.features.some((feature) => feature === name);

  test('has what drivers give up without', () => {
    expect([has('statelessOffload'), has('aenqConfig'), has('mtu'), has('deviceAttributes')]).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(has('maxQueues') || has('maxQueuesExtended')).toBe(true);
    expect(options.eventGroups).toEqual(expect.arrayContaining(['linkChange', 'keepAlive']));
  });

  test('offers a hash only with its input and a table that drivers can fill', () => {
    expect(has('rssHashFunction')).toBe(has('rssHashInput'));
    if (!has('rssIndirectionTable')) expect(has('rssHashFunction')).toBe(false);
    expect([options.rss.minTableLog2 <= 7, options.rss.maxTableLog2 >= 7]).toEqual([true, true]);
  });

  test('has queues of depths that drivers take, and vectors for them', () => {
    const { queues } = options;
    for (const depth of [queues.txDepth, queues.rxDepth, queues.txCompletionDepth, queues.rxCompletionDepth]) {
      expect([isRingDepth(depth), depth >= 256]).toEqual([true, true]);
    }
    expect(queues.maxHeaderBytes).toBeGreaterThan(0);
    expect(queues.maxHeaderBytes).toBeLessThan(256);
    expect(queues.maxPacketTxDescriptors).toBeGreaterThan(1);
    expect(options.vectors).toBeGreaterThan(Math.max(queues.txQueues, queues.rxQueues));
  });

  test('has times and addresses inside the fields of CAPS', () => {
    expect([options.resetTimeoutMs >= 100, options.resetTimeoutMs <= 3100, options.adminTimeoutMs <= 1500]).toEqual([
      true,
      true,
      true,
    ]);
    expect(options.resetTimeMs).toBeLessThan(options.resetTimeoutMs);
    expect([options.dmaAddressWidth >= 32, options.dmaAddressWidth <= 48]).toEqual([true, true]);
  });

  test('has a MAC of its own that is no group', () => {
    expect([options.mac.length, options.mac[0]! & 1]).toEqual([6, 0]);
  });

  test('counts what its capabilities say', () => {
    const counted: readonly (readonly [CapabilityName, string])[] = [
      ['allowances', 'allowances'],
      ['express', 'express'],
      ['customerMetrics', 'customer'],
    ];
    for (const [capability, statistic] of counted) {
      const isOffered = options.capabilities.some((name) => name === capability);
      expect([capability, options.statistics.some((name) => name === statistic)]).toEqual([capability, isOffered]);
    }
  });
});
