import { describe, expect, it } from 'vitest';
import { darkPalette, lightPalette, type PagePalette } from './palette.ts';

/** Relative luminance of `#rrggbb`, as WCAG 2.1 defines it. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const texts = ['ink', 'muted', 'critical', 'warning', 'healthy', 'accent'] as const;
const palettes: [string, PagePalette][] = [
  ['light', lightPalette],
  ['dark', darkPalette],
];

describe.each(palettes)('the %s palette', (_, palette) => {
  it.each(texts)('shows %s with a contrast of 4.5 on ground and panel', (text) => {
    expect(contrast(palette[text], palette.ground)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(palette[text], palette.panel)).toBeGreaterThanOrEqual(4.5);
  });
});
