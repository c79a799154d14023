import type { Hosts, Machine } from '../world/hosts.ts';
import { type BootWishes, GuestMachine, type RunningGuest } from './guestMachine.ts';

/** Boots a machine. Rejected where that fails, and where it is not wanted any more. */
export type Boot = (machine: Machine, wishes: BootWishes) => Promise<RunningGuest>;

/** Hosts that are machines in earnest: a boot takes its time. One boots after the other, for two take twice as long. */
export const machineHosts = (boot: Boot, onTrouble: (sentence: string) => void): Hosts => {
  const machines = new Map<string, GuestMachine>();
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = turn.then(work);
    turn = done.catch(() => {});
    return done;
  };
  const end = async (id: string): Promise<void> => {
    const machine = machines.get(id);
    await machine?.end();
    if (machines.get(id) === machine) machines.delete(id);
  };
  return {
    endWithEndpoint: true,
    start: (id, machine, said) => {
      const before = machines.get(id);
      const bootInTurn = (wishes: BootWishes) =>
        inTurn(async () => {
          await before?.end();
          wishes.signal.throwIfAborted();
          return await boot(machine, wishes);
        });
      machines.set(id, new GuestMachine(said, bootInTurn, (why) => onTrouble(`the machine of ${id}: ${why}`)));
    },
    stop: (id) => void end(id),
    look: (id) => machines.get(id)?.sight,
    close: async () => {
      await Promise.all([...machines.keys()].map(end));
    },
  };
};
