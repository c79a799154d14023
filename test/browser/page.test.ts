import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest';
import { openPage } from '../../src/cli/ui/openPage.ts';
import { FakeFeed } from '../../src/watch/fakeFeed.ts';
import { MemoryHistory } from '../../src/watch/http/memoryHistory.ts';
import { wallClock } from '../../src/watch/http/snapshot.ts';
import { testNeeding } from '../needs.ts';
import { closeChromium, needed, openTab } from './chromium.ts';
import { type LabServer, serveLab } from './labServer.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core finds to complain of. */
const violations = async (tab: Page): Promise<string[]> => {
  await tab.evaluate(axe);
  return tab.evaluate(async () => {
    const { axe: run } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    return (await run.run()).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  });
};

const isWiderThanWindow = (tab: Page): Promise<boolean> =>
  tab.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');

let server: LabServer;
beforeAll(async () => {
  server = await serveLab();
});
const setSpeed = (speed: number) => server.lab.desk.obey({ order: 'speed', speed });

afterEach(() => {
  setSpeed(1);
  server.lab.desk.obey({ order: 'restart' });
});
afterAll(async () => {
  await server.close();
  await closeChromium();
});

/** Time stands still afterwards, so that what is there stays. */
const layAndSee = async (tab: Page, fault: string, title: string): Promise<void> => {
  await tab.goto(`${server.url}#/lab`);
  await tab.getByRole('switch', { name: fault, exact: true }).click();
  await tab.locator('.concluded').getByText(title).first().waitFor();
  setSpeed(0);
};

describe('the page', () => {
  testNeeding(needed, 'shows a heart that beats, and what goes through', async () => {
    const { tab, errors, close } = await openTab();
    await tab.goto(server.url);
    await tab.getByText('Nothing is wrong with the adapter.').waitFor();
    await tab.locator('.heart.beating').getByText('until the watchdog fires').waitFor();
    await tab.locator('.flow', { hasText: 'In' }).getByText('packets/s').waitFor();
    await expect.poll(() => tab.locator('.map li').count()).toBe(4);
    expect(errors).toEqual([]);
    await close();
  });

  testNeeding(needed, 'names a fault that was laid by a click, and what to do about it', async () => {
    const { tab, errors, close } = await openTab();
    await layAndSee(tab, 'keep-alive-lost', 'The driver saw no keep-alive from the device');
    await tab.locator('.log').getByText('Keep alive watchdog timeout').waitFor();
    await tab.getByRole('link', { name: 'Now' }).click();
    await tab.getByRole('heading', { name: 'What is wrong, and what to do' }).waitFor();
    await tab.getByText('open a support case with the report').waitFor();
    expect(errors).toEqual([]);
    await close();
  });

  testNeeding(needed, 'shows a reset among the counters, and exports it for a support case', async () => {
    const { tab, errors, close } = await openTab();
    await layAndSee(tab, 'keep-alive-lost', 'The adapter was reset');
    await tab.getByRole('link', { name: 'Then' }).click();
    await tab.locator('.lane a').first().click();
    await tab.getByRole('heading', { name: 'Reset of 0000:00:05.0' }).waitFor();
    await tab.locator('.steps').getByText('the reset is complete').waitFor();
    await tab.locator('.plot canvas').first().waitFor();
    const download = tab.waitForEvent('download');
    await tab.getByRole('link', { name: 'Markdown' }).click();
    expect(readFileSync(await (await download).path(), 'utf8')).toContain('keep-alive-timeout');
    expect(errors).toEqual([]);
    await close();
  });

  testNeeding(needed, 'finds a fault, and folds variants to their name', async () => {
    const { tab, close } = await openTab();
    await tab.goto(`${server.url}#/lab`);
    await tab.getByRole('switch').first().waitFor();
    const all = await tab.getByRole('switch').count();
    await tab.getByRole('searchbox', { name: 'Find a fault' }).fill('pps');
    await expect.poll(() => tab.getByRole('switch').count()).toBeLessThan(all);
    await tab.getByRole('switch', { name: 'allowance-exceeded:pps' }).waitFor();
    await close();
  });

  testNeeding(needed, 'goes on where the server comes back', async () => {
    const first = await serveLab();
    const { tab, close } = await openTab();
    await tab.goto(first.url);
    await tab.getByText('Live', { exact: true }).waitFor();
    await first.close();
    await tab.getByText('Connection lost').first().waitFor();
    const second = await serveLab({ port: first.port });
    await tab.getByText('Live', { exact: true }).waitFor();
    second.lab.desk.obey({ order: 'lay', fault: 'keep-alive-lost' });
    await tab.getByText('The driver saw no keep-alive from the device').first().waitFor();
    await close();
    await second.close();
  });

  testNeeding(needed, 'hears signs of life where nothing happens', async () => {
    const { tab, close } = await openTab();
    setSpeed(0);
    await tab.goto(server.url);
    await tab.evaluate(
      () => new Promise((resolve) => new EventSource('/api/events').addEventListener('alive', resolve, { once: true })),
    );
    await close();
  });

  testNeeding(needed, 'takes a silent connection for a lost one, and opens another', async () => {
    const { tab, close } = await openTab();
    setSpeed(0);
    await tab.clock.install();
    await tab.goto(server.url);
    await tab.getByText('Live', { exact: true }).waitFor();
    const again = tab.waitForRequest((request) => request.url().includes('/api/events'));
    await tab.clock.fastForward(20_000);
    await again;
    await tab.getByText('Live', { exact: true }).waitFor();
    await close();
  });

  testNeeding(needed, 'keeps up with a hundred events a second', async () => {
    const feed = new FakeFeed();
    const [adapter] = feed.adapters;
    const page = await openPage({ feed, history: new MemoryHistory(feed), clock: wallClock });
    const { tab, errors, close } = await openTab();
    await tab.goto(page.url);
    await tab.getByText('Live', { exact: true }).waitFor();
    let beats = 0;
    const timer = setInterval(() => {
      const heartbeat = { lastMs: Date.now(), beats: ++beats, intervalMs: 10, jitterMs: 0, watchdogMs: 6000 };
      feed.adapters = [{ ...adapter!, heartbeat }];
      feed.beat(adapter!.pci, heartbeat);
    }, 10);
    await expect.poll(() => beats, { timeout: 20_000 }).toBeGreaterThan(400);
    clearInterval(timer);
    await tab.getByRole('img', { name: `${beats} keep-alives` }).waitFor({ timeout: 2000 });
    expect(errors).toEqual([]);
    await close();
    await page.close();
  });

  testNeeding(needed, 'is driven by keys alone', async () => {
    const { tab, close } = await openTab();
    setSpeed(0);
    await tab.goto(`${server.url}#/lab`);
    const knob = tab.getByRole('switch', { name: 'keep-alive-lost', exact: true });
    await knob.focus();
    await tab.keyboard.press('Space');
    await expect.poll(() => knob.getAttribute('aria-checked')).toBe('true');
    await tab.keyboard.press('Space');
    await expect.poll(() => knob.getAttribute('aria-checked')).toBe('false');
    await close();
  });

  testNeeding(needed, 'tells a screen reader what happens', async () => {
    const { tab, close } = await openTab();
    await layAndSee(tab, 'keep-alive-lost', 'The adapter was reset');
    await expect
      .poll(() => tab.getByRole('status').textContent())
      .toMatch(/The driver saw no keep-alive|The reset is over/);
    await close();
  });

  testNeeding(needed, 'is let in by a link that works once, and stays in', async () => {
    const guarded = await serveLab({ token: 'a token of the test' });
    const { tab, close } = await openTab();
    const answer = await tab.goto(`http://127.0.0.1:${guarded.port}/`);
    expect(answer?.status()).toBe(401);
    await tab.goto(guarded.url);
    await tab.getByText('Live', { exact: true }).waitFor();
    expect(tab.url()).not.toContain('enter');
    expect((await tab.reload())?.status()).toBe(200);
    const other = await openTab();
    expect((await other.tab.goto(guarded.url))?.status()).toBe(403);
    await close();
    await other.close();
    await guarded.close();
  });
});

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  describe.each([
    ['at a desk', { width: 1280, height: 900 }],
    ['on a phone', { width: 360, height: 740 }],
  ])('%s', (_, viewport) => {
    testNeeding(needed, 'every view passes axe and fits', async () => {
      const { tab, errors, close } = await openTab({ colorScheme, viewport, reducedMotion: 'reduce' });
      await layAndSee(tab, 'keep-alive-lost', 'The adapter was reset');
      expect(await violations(tab)).toEqual([]);
      expect(await isWiderThanWindow(tab)).toBe(false);
      for (const view of ['now', 'then'] as const) {
        await tab.getByRole('link', { name: view === 'now' ? 'Now' : 'Then' }).click();
        if (view === 'then') await tab.locator('.chronicle a').first().click();
        await tab.getByText('blame: the ENA device').first().waitFor();
        expect(await violations(tab), view).toEqual([]);
        expect(await isWiderThanWindow(tab), view).toBe(false);
      }
      expect(errors).toEqual([]);
      await close();
    });
  });
});
