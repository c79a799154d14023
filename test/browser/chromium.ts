import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const executablePath = '/usr/bin/chromium';

/** What tests of the page need; where it is not, they are skipped and say so. */
export const needed = [executablePath];

/** Without these a browser on a closed network spends its start looking up its maker's hosts. */
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

let browser: Browser | undefined;

/** A page of one Chromium for all tests of a file, and what went wrong in it. */
export const openTab = async (
  options: BrowserContextOptions = {},
): Promise<{ readonly tab: Page; readonly errors: string[]; close(): Promise<void> }> => {
  browser ??= await chromium.launch({ executablePath, args: quiet });
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const tab = await context.newPage();
  const errors: string[] = [];
  tab.on('pageerror', ({ message }) => errors.push(message));
  tab.on('console', (message) => {
    // That a server is away is what some tests are about.
    if (message.type() === 'error' && !/ERR_|Failed to load resource/.test(message.text())) errors.push(message.text());
  });
  return { tab, errors, close: () => context.close() };
};

export const closeChromium = async (): Promise<void> => {
  await browser?.close();
  browser = undefined;
};
