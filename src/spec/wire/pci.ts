/** Amazon. Source of this file: `ena_pci_id_tbl.h`, `ena_netdev.h`, the drivers of DPDK and FreeBSD. */
export const vendorId = 0x1d0f;

/** An id under which the adapter shows itself. */
export interface PciIdentity {
  readonly deviceId: number;
  /** As the driver's headers call it. */
  readonly driverName: string;
  readonly dpdk: boolean;
  readonly freebsd: boolean;
  readonly doc: string;
}

/** All ids a Linux driver takes. */
// biome-ignore format: a table
export const identities = {
  physical: { deviceId: 0x0ec2, driverName: 'PCI_DEV_ID_ENA_PF', dpdk: false, freebsd: true, doc: 'Physical function' },
  physicalLlq: { deviceId: 0x1ec2, driverName: 'PCI_DEV_ID_ENA_LLQ_PF', dpdk: false, freebsd: true, doc: 'Physical function with LLQ' },
  virtual: { deviceId: 0xec20, driverName: 'PCI_DEV_ID_ENA_VF', dpdk: true, freebsd: true, doc: 'Virtual function: what guests on EC2 see' },
  virtualLlq: { deviceId: 0xec21, driverName: 'PCI_DEV_ID_ENA_LLQ_VF', dpdk: true, freebsd: true, doc: 'Virtual function with LLQ' },
  reserved: { deviceId: 0x0051, driverName: 'PCI_DEV_ID_ENA_RESRV0', dpdk: false, freebsd: false, doc: 'Reserved; taken since 2.2.7 and kernel 5.10' },
} as const satisfies Record<string, PciIdentity>;

/** Base class 02 (network), subclass 00 (Ethernet), interface 00. */
export const classCode = 0x02_0000;

/** Set in the revision: registers are read by plain loads. Clear: by requests answered in memory. DPDK never looks. */
export const plainReadsRevisionBit = 0x01;

/** A memory BAR of the adapter. */
export interface PciBar {
  readonly index: number;
  readonly sizeBytes: number;
  readonly prefetchable: boolean;
  readonly doc: string;
}

/** Sizes and the place of the MSI-X table are ours; what each BAR is for is the drivers'. */
// biome-ignore format: a table
export const bars = {
  registers: { index: 0, sizeBytes: 0x4000, prefetchable: false, doc: 'All registers, doorbells and interrupt registers' },
  vectors: { index: 1, sizeBytes: 0x2000, prefetchable: false, doc: 'MSI-X table and pending bits; real devices have this BAR since their third generation' },
  llq: { index: 2, sizeBytes: 0x80_0000, prefetchable: true, doc: 'Memory of low-latency queues; mapped write-combining; absent where there is no LLQ' },
} as const satisfies Record<string, PciBar>;

/** The MSI-X capability. Vector 0 is for management, vector 1 + q for queue pair q. */
export const msix = {
  /** One for management and one for each of 32 queue pairs. */
  vectors: 33,
  table: { bar: bars.vectors.index, offset: 0, entryBytes: 16 },
  pending: { bar: bars.vectors.index, offset: 0x1000 },
  managementVector: 0,
  firstQueueVector: 1,
} as const;

/** Most queue pairs any driver asks for. Source: `ena_com.h`. */
export const maxQueuePairs = 128;
