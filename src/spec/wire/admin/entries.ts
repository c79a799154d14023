import { byte } from '../field.ts';
import { struct } from '../struct.ts';

// Heads of the two admin rings' entries. Source: `ena_admin_defs.h`, `ena_com.c`.

/** Entries of each admin ring, and commands that may be under way at once. */
export const adminDepth = 32;

/** Size of each entry. A command writes only its own bytes: what follows may be left from an earlier one. */
export const adminEntryBytes = 64;

/** What every command begins with. Commands that take a buffer name it in `controlBuffer`. */
export const request = struct('ena_admin_aq_entry', 64, {
  commandId: byte(0).bits(11, 0, 'Comes back in the completion; drivers use 0 to 31'),
  opcode: byte(2).u8('A row of `adminOpcodes`'),
  phase: byte(3).bit(0, '1 in the first lap of the ring, then flipped by each'),
  controlData: byte(3).bit(1, 'The buffer holds data'),
  controlDataIndirect: byte(3).bit(
    2,
    'Likewise: every driver sets this one, and passes no list of pages but one buffer',
  ),
  controlLength: byte(4).u32('Bytes of the buffer'),
  controlAddress: byte(8).address('Of the buffer. Customer metrics use it with neither bit set'),
});

/** What every completion begins with. The flags, with the phase, become visible last. */
export const response = struct('ena_admin_acq_entry', 64, {
  commandId: byte(0).bits(11, 0),
  status: byte(2).u8('A row of `adminStatuses`'),
  phase: byte(3).bit(0, '1 in the first lap of the ring, then flipped by each'),
  extendedStatus: byte(4).u16('Not read by drivers'),
  submissionHead: byte(6).u16('How far the device has read the admin queue; not read by current drivers'),
});

/** Word of a completion where a feature or a statistic begins: their layouts count from here. */
export const responsePayloadWord = 2;
