import { readWidth, wantsColor } from '../appearance.ts';
import type { ExitCode } from '../exitCode.ts';
import { createPalette } from '../render/terminal/paint.ts';
import type { Shell } from '../shell.ts';
import { faultsJson, faultsText } from './faultsText.ts';

/** `ena lab faults`: the catalogue. */
export const runFaults = (
  values: { readonly json?: boolean; readonly width?: string; readonly color?: string },
  shell: Shell,
): ExitCode => {
  const palette = createPalette(wantsColor(values.color ?? 'auto', shell));
  shell.out.write(values.json ? faultsJson() : faultsText(readWidth(values.width, shell), palette));
  return 0;
};
