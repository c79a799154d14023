/**
 * Writes `docs/reference/` from the rows of `src/spec`. With `--check` it writes nothing and exits 1 if a page is stale.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { pages, render } from './reference/pages.ts';

const folder = new URL('../docs/reference/', import.meta.url);

const written = (file: string): string | undefined => {
  try {
    return readFileSync(new URL(file, folder), 'utf8');
  } catch {
    return undefined;
  }
};

const stale = pages
  .map((page) => ({ page, text: render(page) }))
  .filter(({ page, text }) => written(page.file) !== text);

if (process.argv.includes('--check')) {
  if (stale.length > 0) {
    const names = stale.map(({ page }) => `docs/reference/${page.file}`).join(', ');
    console.error(`These pages are not what the rows say: ${names}. Run npm run reference and commit them.`);
    process.exitCode = 1;
  }
} else {
  mkdirSync(folder, { recursive: true });
  for (const { page, text } of stale) writeFileSync(new URL(page.file, folder), text);
}
