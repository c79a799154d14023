import { byte } from './field.ts';
import { struct } from './struct.ts';

/** Registers of one kind, one for each queue, at equal distances in BAR0. */
export interface Area {
  readonly base: number;
  readonly stride: number;
  readonly count: number;
  readonly doc: string;
}

/**
 * Where this device puts the registers of its queues. Drivers learn each offset from the answer to create-sq and
 * create-cq, so the places are ours to choose: inside BAR0, apart from each other and from the fixed registers.
 */
// biome-ignore format: a table
export const areas = {
  txDoorbell: { base: 0x1000, stride: 4, count: 256, doc: 'Tail of a Tx submission queue, by queue index: descriptors, or entries in LLQ mode' },
  rxDoorbell: { base: 0x1400, stride: 4, count: 256, doc: 'Tail of an Rx submission queue, by queue index: descriptors' },
  interrupt: { base: 0x1800, stride: 4, count: 512, doc: 'Interrupt register of a completion queue, by queue index' },
  numa: { base: 0x2000, stride: 4, count: 512, doc: 'NUMA register of a completion queue, by queue index' },
  completionHead: { base: 0x2800, stride: 4, count: 512, doc: 'Head of a completion queue, for drivers before 2.7.2 and kernels up to 6.1' },
} as const satisfies Record<string, Area>;

export type AreaName = keyof typeof areas;

/** Offset in BAR0 of the register of queue `index`. */
export const areaOffset = ({ base, stride }: Area, index: number): number => base + index * stride;

/** Which queue's register an offset is; -1 where the offset is not of this area. */
export const areaIndex = ({ base, stride, count }: Area, offset: number): number => {
  const distance = offset - base;
  return distance >= 0 && distance < stride * count && distance % stride === 0 ? distance / stride : -1;
};

/** What a driver writes to a submission queue's doorbell: its tail, running over 16 bits. */
export const doorbell = struct('sq_db', 4, { tail: byte(0).u16('Unmasked tail') });

/**
 * What a driver writes to a completion queue's interrupt register. The register belongs to the vector rather than to the
 * queue: drivers write only that of the Tx queue, which shares its vector with an Rx queue.
 */
export const interruptControl = struct('ena_eth_io_intr_reg', 4, {
  rxDelay: byte(0).bits(14, 0, 'In units of the resolution that feature 20 tells'),
  txDelay: byte(0).bits(29, 15, 'Likewise'),
  unmask: byte(0).bit(30, 'Lets the vector fire once more; at once if completions wait'),
  keepDelays: byte(0).bit(31, 'The delays stay as they were; since 2.8.3'),
});

/** What a driver writes to a completion queue's NUMA register. */
export const numaControl = struct('ena_eth_io_numa_node_cfg_reg', 4, {
  node: byte(0).u8('NUMA node of the CPU that reads the queue'),
  enabled: byte(0).bit(31),
});
