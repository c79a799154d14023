import { drill } from '../../lab/drill.ts';
import { faults, none } from '../../lab/faults/index.ts';
import { voices } from '../../lab/voices.ts';
import { readWidth, wantsColor } from '../appearance.ts';
import { MissingOperand, UnwantedOperand } from '../errors.ts';
import type { ExitCode } from '../exitCode.ts';
import { createPalette } from '../render/terminal/paint.ts';
import type { Shell } from '../shell.ts';
import type { DrillValues } from './drill.ts';
import { drillJson } from './drillJson.ts';
import { drillOf } from './drillOf.ts';
import { drillText } from './drillText.ts';
import { matrixText } from './matrixText.ts';

/**
 * `ena lab drill`: one drill, or all of them.
 *
 * @throws BadValue, MissingOperand, UnwantedOperand
 */
export const runDrill = (values: DrillValues, name: string | undefined, shell: Shell): ExitCode => {
  const width = readWidth(values.width, shell);
  const palette = createPalette(wantsColor(values.color ?? 'auto', shell));
  if (values.all) {
    if (name !== undefined) throw new UnwantedOperand('lab drill --all', name);
    const drills = [none, ...faults].flatMap((fault) => voices.map((voice) => drill(fault, { voice })));
    shell.out.write(values.json ? drillJson(drills) : matrixText(drills, palette));
    return drills.every(({ differences }) => differences.length === 0) ? 0 : 1;
  }
  if (name === undefined) throw new MissingOperand('lab drill', 'FAULT');
  const one = drillOf('FAULT', name, values);
  shell.out.write(values.json ? drillJson([one]) : drillText(one, width, palette));
  return one.differences.length === 0 ? 0 : 1;
};
