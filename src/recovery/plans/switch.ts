import type { Plan } from '../plan.ts';
import type { Wish } from '../wish.ts';
import { switchFlag } from './steps.ts';
import { stoppedBetween } from './stoppedBetween.ts';

type Body = Pick<Plan, 'purpose' | 'steps' | 'afterwards'>;

/** AWS's page, "To disable enhanced networking with ENA (EBS-backed instances)". */
export const disable = (wish: Wish): Body => {
  const { id } = wish.target;
  return {
    purpose: `Bring ${id} back on the stock adapter, without ENA.`,
    steps: stoppedBetween(wish, [switchFlag(id, false)], 'It boots with the stock adapter.'),
    afterwards: [
      'Log in, and install the ena module for the kernel that boots: the distribution’s kernel modules package, or amzn-drivers with dkms.',
      'Check it there: `sudo ena preflight`.',
      `Then switch ENA on again: \`ena recover --enable ${id}\`.`,
    ],
  };
};

/** The way back to ENA, when the module is in place. */
export const enable = (wish: Wish): Body => {
  const { id } = wish.target;
  return {
    purpose: `Give ${id} its ENA adapter again.`,
    steps: stoppedBetween(wish, [switchFlag(id, true)], 'It boots with an ENA adapter.'),
    afterwards: [
      `It does not answer? \`ena doctor ${id}\` reads its console output, \`ena recover ${id}\` takes it back.`,
    ],
  };
};
