import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { darkPalette, lightPalette } from '../../src/cli/render/html/palette.ts';

const css = readFileSync(new URL('../../src/dashboard/page/style/base.css', import.meta.url), 'utf8');
const [light = '', dark = ''] = css.split('@media (prefers-color-scheme: dark)');

describe.each([
  ['light', light, lightPalette],
  ['dark', dark, darkPalette],
] as const)('the page in %s', (_, text, palette) => {
  test.each(Object.entries(palette))('has %s as the report has it', (name, colour) => {
    expect(new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(text)?.[1]).toBe(colour);
  });
});
