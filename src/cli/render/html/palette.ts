/** The colours of the page. A test holds every text colour to a contrast of 4.5 on both grounds. */
export interface PagePalette {
  readonly ground: string;
  readonly panel: string;
  readonly rule: string;
  readonly ink: string;
  readonly muted: string;
  readonly critical: string;
  readonly warning: string;
  readonly healthy: string;
  readonly accent: string;
}

export const lightPalette: PagePalette = {
  ground: '#ffffff',
  panel: '#f4f5f7',
  rule: '#d9dde2',
  ink: '#1b1f24',
  muted: '#59626c',
  critical: '#b3261e',
  warning: '#8a5200',
  healthy: '#1b6e3c',
  accent: '#2459a8',
};

export const darkPalette: PagePalette = {
  ground: '#15181c',
  panel: '#1e2227',
  rule: '#373d45',
  ink: '#e6e8eb',
  muted: '#a0a9b3',
  critical: '#ff8f85',
  warning: '#eab464',
  healthy: '#74c893',
  accent: '#8ab6f4',
};

/** As CSS custom properties: `--ground:#fff;…`. */
export function customProperties(palette: PagePalette): string {
  return Object.entries(palette)
    .map(([name, colour]) => `--${name}:${colour}`)
    .join(';');
}
