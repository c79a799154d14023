import { afterAll, describe, expect } from 'vitest';
import { findingOf } from '../../src/watch/fakeFeed.ts';
import { testNeeding } from '../needs.ts';
import { type BusyHost, serveBusyHost } from './busyHost.ts';
import { closeChromium, needed, openTab } from './chromium.ts';

afterAll(closeChromium);

/** The page of a host, for as long as a test looks at it. */
const look = async (
  [adapters, queues]: readonly [adapters: number, queues: number],
  test: (host: BusyHost, opened: Awaited<ReturnType<typeof openTab>>) => Promise<void>,
): Promise<void> => {
  const host = await serveBusyHost(adapters, queues);
  const opened = await openTab();
  await opened.tab.clock.install();
  await opened.tab.goto(host.url);
  await opened.tab.getByText('Live', { exact: true }).waitFor();
  await test(host, opened);
  expect(opened.errors).toEqual([]);
  await opened.close();
  await host.close();
};

describe('the page of a host', () => {
  testNeeding(needed, 'has every heart in one window, and unfolds the counters of who is in trouble', () =>
    look([8, 32], async (host, { tab }) => {
      host.beat();
      host.feed.problems = [
        {
          key: 'x',
          finding: findingOf('allowance-exceeded:pps', { adapter: '0000:00:06.0', title: 'More packets than allowed' }),
          openedMs: Date.now(),
          lastMs: Date.now(),
        },
      ];
      host.round();
      await expect.poll(() => tab.locator('.hearts .heart.beating').count(), { timeout: 20_000 }).toBe(8);
      const { y, height } = (await tab.locator('.hearts').boundingBox())!;
      expect(y + height).toBeLessThan(900);
      await tab.locator('.hearts li', { hasText: 'ens6' }).getByText('1 problem').waitFor();
      await tab.locator('.finding', { hasText: 'More packets than allowed' }).getByText('ens6').waitFor();
      // Rx and Tx, 32 queues each, of the one in trouble.
      expect(await tab.locator('.map li').count()).toBe(64);
      await tab.getByRole('button', { name: 'Counters of ens5' }).press('Enter');
      await expect.poll(() => tab.locator('.map li').count()).toBe(128);
    }),
  );

  testNeeding(needed, 'says that a keep-alive is overdue before anything is wrong', () =>
    look([2, 1], async (host, { tab }) => {
      // The first round after the page came is a snapshot; from then on rounds tell their time.
      host.round();
      host.beat();
      host.round(4000);
      await tab.getByRole('heading', { level: 1, name: 'No keep-alive from ens5 for' }).waitFor();
      await tab.getByText('Keep-alive overdue').waitFor();
      host.beat(4000);
      await tab.getByRole('heading', { level: 1, name: 'Nothing is wrong with the 2 adapters.' }).waitFor();
    }),
  );

  testNeeding(needed, 'does not call well what it cannot see', () =>
    look([0, 1], async (_, { tab }) => {
      await tab.getByRole('heading', { level: 1, name: 'No adapter is here.' }).waitFor();
      expect(await tab.getByText('Healthy').count()).toBe(0);
    }),
  );

  testNeeding(needed, 'lets time stand where the agent is gone, rather than tell of a silence', () =>
    look([1, 1], async (host, { tab }) => {
      host.beat();
      await tab.locator('.heart.beating').waitFor();
      await host.close();
      await tab.getByText('Connection lost').first().waitFor();
      await tab.clock.runFor(60_000);
      expect(await tab.locator('.heart.beating').count()).toBe(1);
    }),
  );

  testNeeding(needed, 'stays where it is while it changes', () =>
    look([8, 8], async (host, { tab }) => {
      host.beat();
      await tab.locator('.heart.beating').first().waitFor();
      await tab.evaluate(`
        globalThis.shifted = 0;
        new PerformanceObserver((list) => {
          for (const { value } of list.getEntries()) shifted += value;
        }).observe({ type: 'layout-shift' })`);
      for (let round = 0; round < 5; round++) {
        host.beat();
        host.round();
        await tab.evaluate('new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))');
      }
      expect(await tab.evaluate('shifted')).toBeLessThan(0.01);
    }),
  );
});
