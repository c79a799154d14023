import type { Drill } from '../../lab/judge.ts';
import type { Palette } from '../render/terminal/paint.ts';

/** Every fault on every voice: a row each, a mark for each voice, and below what is not as the catalogue says. */
export const matrixText = (drills: readonly Drill[], palette: Palette): string => {
  const faults = [...new Set(drills.map(({ fault }) => fault.name))];
  const voices = [...new Set(drills.map(({ voice }) => voice.name))];
  const room = Math.max(...faults.map((name) => name.length)) + 2;
  const cell = (drill: Drill | undefined, columns: number) => {
    const met = drill?.differences.length === 0;
    const mark = met ? 'met' : 'NOT';
    return (met ? palette.green : palette.red)(mark) + ' '.repeat(columns - mark.length);
  };
  const rows = faults.map((fault) => {
    const cells = voices.map((voice) => {
      const drill = drills.find((one) => one.fault.name === fault && one.voice.name === voice);
      return cell(drill, Math.max(voice.length, 3) + 2);
    });
    return fault.padEnd(room) + cells.join('').trimEnd();
  });
  const head = ' '.repeat(room) + voices.map((voice) => voice.padEnd(Math.max(voice.length, 3) + 2)).join('');
  const unmet = drills.filter(({ differences }) => differences.length > 0);
  const told = unmet.flatMap(({ fault, voice, differences }) =>
    differences.map((difference) => `${fault.name} on ${voice.name}: ${difference}`),
  );
  const sum = `${drills.length - unmet.length} of ${drills.length} drills end as the catalogue says.`;
  return `${[palette.bold(head.trimEnd()), ...rows, '', ...told, sum].join('\n')}\n`;
};
