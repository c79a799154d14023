import type { CommandStrike } from '../../device/faults.ts';
import { adminOpcodes } from '../../spec/adminOpcodes.ts';
import { type AdminStatus, adminStatuses } from '../../spec/adminStatuses.ts';
import { type CommandName, commands } from '../../spec/wire/admin/commands.ts';
import type { Machine } from '../machine.ts';
import type { Fault, Truth } from './fault.ts';
import { always, control } from './laying.ts';
import { lateUp, row, smallerRings, unharmed } from './row.ts';

/** An operator takes the interface down and up again. */
const downAndUp = ({ host }: Machine) => {
  host.driver.close();
  host.driver.open();
  return () => {};
};

/** How a command comes to be given while the fault lies there, and what becomes of it. */
interface Refused {
  readonly command: CommandName;
  readonly says: string;
  readonly strike: Partial<CommandStrike>;
  readonly when: Fault['when'];
  readonly meanwhile?: NonNullable<Fault['guest']>;
  readonly truths: (status: AdminStatus) => readonly Truth[];
}

/** The one status after which drivers try smaller rings. */
const isNoRoom = ({ errno }: AdminStatus): boolean => errno === 'ENOMEM';

const queueRefused = (status: AdminStatus): readonly Truth[] => [
  ...(isNoRoom(status) ? [smallerRings] : []),
  lateUp([], { because: 'The interface does not come up; the next attempt finds the device willing.' }),
];

// biome-ignore format: a table
const refused: readonly Refused[] = [
  { command: 'getFeature', says: 'tell of its link', strike: { feature: 'linkConfig' }, when: 'running', truths: () => [unharmed([], { because: 'Who asks for the link’s settings is told the error.' })] },
  { command: 'setFeature', says: 'take the MTU', strike: { feature: 'mtu' }, when: 'boot', truths: () => [unharmed([], { because: 'A refused MTU is told and then passed over.' })] },
  { command: 'getStats', says: 'tell its counters', strike: {}, when: 'running', truths: () => [unharmed([], { because: 'Those counters are missing or stay as they were.' })] },
  { command: 'createCq', says: 'make a completion queue, once', strike: { left: 1 }, when: 'boot', truths: queueRefused },
  { command: 'createSq', says: 'make a submission queue, once', strike: { left: 1 }, when: 'boot', truths: queueRefused },
  { command: 'destroyCq', says: 'give up completion queues while the interface goes down and up', strike: {}, when: 'running', meanwhile: downAndUp, truths: () => [unharmed([], { because: 'The driver frees them all the same, and makes others.' })] },
  { command: 'destroySq', says: 'give up submission queues while the interface goes down and up', strike: {}, when: 'running', meanwhile: downAndUp, truths: () => [unharmed([], { because: 'The driver frees them all the same, and makes others.' })] },
];

const nameOf = (command: CommandName): string =>
  adminOpcodes.find(({ number }) => number === commands[command].opcode)!.name;

const statusFault = (status: AdminStatus, { command, says, strike, when, meanwhile, truths }: Refused): Fault => {
  return row({
    name: `admin-status:${nameOf(command)}:${status.name}`,
    says: `The device refuses to ${says}: ${status.meaning}`,
    when,
    durationMs: when === 'boot' ? 20_000 : 25_000,
    enoughMs: 5000,
    parameters: { command: nameOf(command), status: status.number },
    lay: always(control, 'adminStatus', { status: status.number, command, ...strike }),
    ...(meanwhile && { guest: meanwhile }),
    truths: truths(status),
  });
};

/** Each command, refused with each status. */
export const adminStatusFaults: readonly Fault[] = refused.flatMap((command) =>
  adminStatuses.filter(({ number }) => number !== 0).map((status) => statusFault(status, command)),
);
