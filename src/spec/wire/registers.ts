import { registerOffsets } from '../registerOffsets.ts';
import { type Layout, word } from './field.ts';

/** What drivers do with a register: `none` is touched by no driver known. */
export type Access = 'read' | 'write' | 'both' | 'none';

/** A 32-bit register of BAR0. */
export interface Register<A extends Access = Access, L extends Layout = Layout> {
  readonly access: A;
  /** As the driver's headers call it: `ENA_REGS_<name>_OFF`. */
  readonly driverName: string;
  readonly offset: number;
  /** What it holds after power-on and after a reset. */
  readonly resetValue: number;
  readonly fields: L;
  readonly doc: string;
}

const register =
  <const A extends Access>(access: A) =>
  <const L extends Layout>(driverName: string, doc: string, fields: L, resetValue = 0): Register<A, L> => {
    const row = registerOffsets.find(({ name }) => name === driverName);
    if (row === undefined) throw new RangeError(`no register is named ${driverName}`);
    return Object.freeze({ access, driverName, offset: row.offset, resetValue, fields: Object.freeze(fields), doc });
  };

const read = register('read');
const write = register('write');
const both = register('both');
const none = register('none');

const { bits, bit, whole } = word(0);

const addressLow = { low: whole('Address, bits 31:0') };
const addressHigh = { high: bits(15, 0, 'Address, bits 47:32') };
const ringSize = { depth: bits(15, 0, 'Entries'), entryBytes: bits(31, 16, 'Size of one entry in bytes') };

/** What a register read reports when no answer came; so no register may ever hold it. */
export const unanswered = 0xffff_ffff;

/**
 * BAR0 in the order of offsets. What lies above 0x100 is told by `areas`. Source: `ena_regs_defs.h`.
 *
 * Reset values of registers that describe the device are those of a usual one: specification 2.0, controller 0.0.1, three
 * seconds for a reset, 48 address bits, admin time-out left to the driver.
 */
// biome-ignore format: a table
export const Registers = {
  version: read('VERSION', 'Version of the specification the device keeps to. Drivers before 2.0.2 demand 0.10 at least.', {
    minor: bits(7, 0), major: bits(15, 8) }, 0x0200),
  controllerVersion: read('CONTROLLER_VERSION', 'Version of the controller. Drivers demand 0.0.1 at least, leaving out the implementation.', {
    subminor: bits(7, 0), minor: bits(15, 8), major: bits(23, 16), implementation: bits(31, 24) }, 0x0000_0001),
  capabilities: read('CAPS', 'What the device asks of its driver.', {
    contiguousQueueRequired: bit(0, 'Rings must be contiguous'), resetTimeout: bits(5, 1, 'Units of 100 ms; 0 fails the reset'),
    dmaAddressWidth: bits(15, 8, 'Bits; 32 to 48, else probing fails'), adminCommandTimeout: bits(19, 16, 'Units of 100 ms; 0 leaves it to the driver; since 1.1.2') }, 0x0000_303c),
  capabilitiesExtended: none('CAPS_EXT', 'Reserved.', { value: whole() }),
  adminQueueBaseLow: write('AQ_BASE_LO', 'Where the admin queue lies.', addressLow),
  adminQueueBaseHigh: write('AQ_BASE_HI', 'Where the admin queue lies.', addressHigh),
  adminQueueSize: write('AQ_CAPS', 'How large the admin queue is: 32 entries of 64 bytes from every driver.', ringSize),
  adminCompletionBaseLow: write('ACQ_BASE_LO', 'Where the admin completion queue lies.', addressLow),
  adminCompletionBaseHigh: write('ACQ_BASE_HI', 'Where the admin completion queue lies.', addressHigh),
  adminCompletionSize: write('ACQ_CAPS', 'How large the admin completion queue is.', ringSize),
  adminDoorbell: write('AQ_DB', 'Tail of the admin queue, running over 16 bits; the first value is 1.', { tail: whole() }),
  adminCompletionTail: none('ACQ_TAIL', 'Reserved.', { value: whole() }),
  eventSize: write('AENQ_CAPS', 'How large the event queue is: 16 entries of 64 bytes, 4 in 1.0.0.', ringSize),
  eventBaseLow: write('AENQ_BASE_LO', 'Where the event queue lies.', addressLow),
  eventBaseHigh: write('AENQ_BASE_HI', 'Where the event queue lies.', addressHigh),
  eventHeadDoorbell: write('AENQ_HEAD_DB', 'Events the driver has room for, counted from the start: the depth at first, then plus what it consumed.', { head: whole() }),
  eventTail: none('AENQ_TAIL', 'Reserved.', { value: whole() }),
  interruptMask: both('INTR_MASK', 'Whether the management vector stays silent. Written since 1.2.0, read since 2.17.0 for diagnosis.', {
    masked: bit(0, '1 while the driver polls its admin queue') }),
  deviceControl: write('DEV_CTL', 'Orders to the device.', {
    reset: bit(0), adminQueueRestart: bit(1, 'Unused by drivers'), quiescent: bit(2, 'Unused by drivers'), ioResume: bit(3, 'Unused by drivers'),
    resetReasonHigh: bits(27, 24, 'Upper nibble of the reason; since 2.9.0, to devices with extended reset reasons'), resetReason: bits(31, 28, 'Lower nibble of the reason; since 1.2.0') }),
  deviceStatus: read('DEV_STS', 'What the device is doing. Drivers look at ready and resetInProgress only.', {
    ready: bit(0), adminQueueRestartInProgress: bit(1), adminQueueRestartFinished: bit(2), resetInProgress: bit(3), resetFinished: bit(4),
    fatalError: bit(5), quiescentInProgress: bit(6), quiescentAchieved: bit(7) }, 0x0000_0001),
  registerRead: write('MMIO_REG_READ', 'Asks for a register by number; the device writes a `registerAnswer` to memory.', {
    requestId: bits(15, 0), offset: bits(31, 16) }),
  registerAnswerLow: write('MMIO_RESP_LO', 'Where answers to register reads go. A reset forgets it.', addressLow),
  registerAnswerHigh: write('MMIO_RESP_HI', 'Where answers to register reads go.', addressHigh),
  indirectionEntryUpdate: none('RSS_IND_ENTRY_UPDATE', 'One entry of the RSS table, without an admin command.', {
    index: bits(15, 0), queue: bits(31, 16) }),
  clockDoorbell: write('PHC_DB', 'Asks the hardware clock for the time, unless feature 29 names another place; since 2.8.0.', {
    requestId: bits(15, 0) }),
} as const;

export type RegisterName = keyof typeof Registers;

type Accessed<A extends Access> = {
  [Name in RegisterName]: (typeof Registers)[Name]['access'] extends A ? Name : never;
}[RegisterName];

/** A device's `Record<ReadableRegister, …>` that forgets one does not compile. */
export type ReadableRegister = Accessed<'read' | 'both'>;
/** A device's `Record<WritableRegister, …>` that forgets one does not compile. */
export type WritableRegister = Accessed<'write' | 'both'>;

const byOffset = new Map(Object.entries(Registers).map(([name, { offset }]) => [offset, name as RegisterName]));

/** Name of the register at an offset; undefined where there is none. */
export const registerAt = (offset: number): RegisterName | undefined => byOffset.get(offset);

/** Narrows a name to those a driver reads. */
export const isReadable = (name: RegisterName): name is ReadableRegister =>
  /^(?:read|both)$/.test(Registers[name].access);

/** Narrows a name to those a driver writes. */
export const isWritable = (name: RegisterName): name is WritableRegister =>
  /^(?:write|both)$/.test(Registers[name].access);
