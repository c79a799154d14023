import type { Clock } from './clock.ts';
import type { Ec2 } from './ec2/calls.ts';
import { RecoveryInterrupted } from './problems.ts';

/**
 * Lets somebody end a recovery between two of its calls, or in a pause: from then on both reject. A call that is under
 * way gets its answer first, and the journal has it.
 *
 * @param operand what names the recovery to `ena recover`
 */
export const interruptible = (
  ask: Ec2,
  clock: Clock,
  interrupted: Promise<void>,
  operand: string,
): { readonly ask: Ec2; readonly clock: Clock } => {
  const end = new AbortController();
  void interrupted.then(() => end.abort());
  const requireGoing = (): void => {
    if (end.signal.aborted) throw new RecoveryInterrupted(operand);
  };
  return {
    ask: async (name, input) => {
      requireGoing();
      return ask(name, input);
    },
    clock: {
      nowMs: () => clock.nowMs(),
      random: () => clock.random(),
      sleep: async (ms) => {
        await clock.sleep(ms, end.signal);
        requireGoing();
      },
    },
  };
};
