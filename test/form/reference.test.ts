import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { pages, render } from '../../scripts/reference/pages.ts';

const folder = new URL('../../docs/reference/', import.meta.url);

test.each(pages.map((page) => [page.file, page] as const))(
  '%s is what the rows say (npm run reference)',
  (file, page) => {
    expect(readFileSync(new URL(file, folder), 'utf8') === render(page), `docs/reference/${file} is stale`).toBe(true);
  },
);

test('no page lies about that nothing generates', () => {
  expect(readdirSync(folder).sort()).toEqual(pages.map(({ file }) => file).sort());
});

test('every link inside the reference leads to an anchor', () => {
  const texts = new Map(pages.map((page) => [page.file, render(page)]));
  const broken = [...texts].flatMap(([file, text]) =>
    [...text.matchAll(/\]\(([a-z-]+\.md)?#([a-z0-9-]+)\)/g)]
      .filter(([, target = file, name]) => !texts.get(target)?.includes(`<a id="${name}"></a>`))
      .map(([found]) => `${file}: ${found}`),
  );
  expect(broken).toEqual([]);
});

test('no two anchors of a page share a name', () => {
  for (const page of pages) {
    const names = [...render(page).matchAll(/<a id="([^"]+)">/g)].map(([, name]) => name);
    expect(new Set(names).size, page.file).toBe(names.length);
  }
});
