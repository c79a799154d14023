import { join } from 'node:path';
import type { Machine } from '../../lab/vm/machine.ts';
import { writeAtomically } from '../writeAtomically.ts';

/** Files of a folder that tells of a machine, and the script that fills each. */
const questions = {
  'ethtool-S.txt': 'ethtool -S eth0',
  'ethtool-i.txt': 'ethtool -i eth0',
} as const;

/** Keeps what a machine has to say of itself, as far as it still says anything, in a folder that is there. @throws UnwritableFile */
export const saveMachine = async (folder: string, machine: Machine, output: Uint8Array): Promise<void> => {
  await writeAtomically(join(folder, 'output.txt'), Buffer.from(output).toString());
  await writeAtomically(join(folder, 'dmesg.txt'), await machine.kernelLog());
  for (const [file, script] of Object.entries(questions)) {
    const answer = await machine.run(script).catch(() => undefined);
    if (answer?.code === 0) await writeAtomically(join(folder, file), answer.output);
  }
};
