/** A register of BAR0, for reading `offset[88]` in a log line. */
export interface RegisterOffset {
  readonly offset: number;
  /** As the driver's headers call it, without prefix and suffix. */
  readonly name: string;
  readonly meaning: string;
}

/** The registers by offset. Drivers read only those marked so, and only while they set the adapter up or reset it. */
// biome-ignore format: a table
export const registerOffsets: readonly RegisterOffset[] = [
  { offset: 0x00, name: 'VERSION', meaning: 'Version of the device interface; read.' },
  { offset: 0x04, name: 'CONTROLLER_VERSION', meaning: 'Version of the controller; read.' },
  { offset: 0x08, name: 'CAPS', meaning: 'Time-outs and address width the device asks for; read.' },
  { offset: 0x0c, name: 'CAPS_EXT', meaning: 'Unused.' },
  { offset: 0x10, name: 'AQ_BASE_LO', meaning: 'Address of the admin queue, low half.' },
  { offset: 0x14, name: 'AQ_BASE_HI', meaning: 'Address of the admin queue, high half.' },
  { offset: 0x18, name: 'AQ_CAPS', meaning: 'Depth and entry size of the admin queue.' },
  { offset: 0x20, name: 'ACQ_BASE_LO', meaning: 'Address of the admin completion queue, low half.' },
  { offset: 0x24, name: 'ACQ_BASE_HI', meaning: 'Address of the admin completion queue, high half.' },
  { offset: 0x28, name: 'ACQ_CAPS', meaning: 'Depth and entry size of the admin completion queue.' },
  { offset: 0x2c, name: 'AQ_DB', meaning: 'Doorbell of the admin queue.' },
  { offset: 0x30, name: 'ACQ_TAIL', meaning: 'Unused.' },
  { offset: 0x34, name: 'AENQ_CAPS', meaning: 'Depth and entry size of the event queue.' },
  { offset: 0x38, name: 'AENQ_BASE_LO', meaning: 'Address of the event queue, low half.' },
  { offset: 0x3c, name: 'AENQ_BASE_HI', meaning: 'Address of the event queue, high half.' },
  { offset: 0x40, name: 'AENQ_HEAD_DB', meaning: 'Doorbell of the event queue.' },
  { offset: 0x44, name: 'AENQ_TAIL', meaning: 'Unused.' },
  { offset: 0x4c, name: 'INTR_MASK', meaning: 'Mask of the management interrupt; read since 2.17.0, for diagnosis.' },
  { offset: 0x54, name: 'DEV_CTL', meaning: 'Starts a reset and carries its reason.' },
  { offset: 0x58, name: 'DEV_STS', meaning: 'Whether the device is ready, or in a reset; read.' },
  { offset: 0x5c, name: 'MMIO_REG_READ', meaning: 'Asks the device to write a register’s value to memory.' },
  { offset: 0x60, name: 'MMIO_RESP_LO', meaning: 'Where it writes it, low half of the address.' },
  { offset: 0x64, name: 'MMIO_RESP_HI', meaning: 'Where it writes it, high half of the address.' },
  { offset: 0x68, name: 'RSS_IND_ENTRY_UPDATE', meaning: 'Unused.' },
  { offset: 0x100, name: 'PHC_DB', meaning: 'Doorbell of the hardware clock, unless the device names another place.' },
];

/**
 * What drivers put in the answer's request id before they ask, added to the number of the request, modulo 65536. A line
 * whose actual id is the expected one plus this means that the device never answered; any other id is a late answer.
 */
export const unansweredRequestOffset = 0xdead;
