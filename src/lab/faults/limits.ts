import type { LimitSettings } from '../../device/dataPath/index.ts';
import type { Machine } from '../machine.ts';
import type { Fault } from './fault.ts';
import { row, unharmed } from './row.ts';

const metadataService = 0xa9fe_a9fe;

interface Limit {
  readonly variant: string;
  readonly says: string;
  readonly settings: LimitSettings;
  /** What the guest does to exceed it. */
  readonly exceed: (machine: Machine) => void;
}

const sendMuch = ({ traffic }: Machine): void => {
  traffic.dataBytes = 1000;
  traffic.out.start(4000, 4);
};

/** Low enough to be exceeded by an emulated guest on a busy computer: one of those was sent 1 MB in five seconds. */
// biome-ignore format: a table
const limits: readonly Limit[] = [
  { variant: 'bw_in', says: 'More comes in than the instance’s bandwidth.', settings: { bandwidthInBitsPerSecond: 8e5, bandwidthBurstBits: 8e4 }, exceed: sendMuch },
  { variant: 'bw_out', says: 'More goes out than the instance’s bandwidth.', settings: { bandwidthOutBitsPerSecond: 8e5, bandwidthBurstBits: 8e4 }, exceed: sendMuch },
  { variant: 'pps', says: 'There are more packets than the instance may have.', settings: { packetsPerSecond: 200, packetsBurst: 20 }, exceed: sendMuch },
  { variant: 'conntrack', says: 'There are more connections than the instance’s security groups keep in mind.', settings: { trackedConnections: 20 }, exceed: ({ traffic }) => { traffic.target = (ordinal) => ({ address: 0x0a01_0000 + ordinal, port: 7 }); } },
  { variant: 'linklocal', says: 'A program asks the metadata service more often than the adapter may.', settings: { linkLocalPacketsPerSecond: 1024 }, exceed: ({ traffic }) => { traffic.target = () => ({ address: metadataService, port: 80 }); traffic.out.start(4000, 4); } },
];

/** The allowances of an instance, exceeded. */
export const limitFaults: readonly Fault[] = limits.map(({ variant, says, settings, exceed }) =>
  row({
    name: `allowance-exceeded:${variant}`,
    says,
    strikes: 'instance limit',
    durationMs: 5000,
    parameters: { ...settings },
    lay: ({ device }) => {
      device.traffic.limits.set(settings);
      return () => device.traffic.limits.set({});
    },
    guest: (machine) => {
      const { traffic } = machine;
      const { target, dataBytes } = traffic;
      exceed(machine);
      return () => {
        Object.assign(traffic, { target, dataBytes });
        traffic.out.start(200);
      };
    },
    truths: [
      unharmed([], { voices: { releases: '<2.2.10', kernels: '<5.10' }, because: 'It has no such counters.' }),
      unharmed([], { problems: [`allowance-exceeded:${variant}`] }),
    ],
  }),
);
