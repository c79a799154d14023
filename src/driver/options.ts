import type { ReceivedFrame } from './queues/receivedFrame.ts';

/** The network stack above the driver. */
export interface NetworkStack {
  /** A frame came. It and its memory are the driver's again when this returns. */
  receive(frame: ReceivedFrame): void;
  /** A queue that had stopped takes frames again. */
  wake?(queue: number): void;
  /** The carrier came or went. */
  carrier?(isUp: boolean): void;
}

/** What the machine and its operator decide. */
export interface Options {
  /** The interface's name once it is registered. */
  readonly interfaceName: string;
  /** CPUs: the most queue pairs that make sense. */
  readonly cpus: number;
  readonly txDepth: number;
  readonly rxDepth: number;
  readonly mtu: number;
  /** LLQ entries of 256 bytes whatever the device recommends. */
  readonly largeLlqHeaders: boolean;
  /** What the guest tells of itself. */
  readonly kernelRelease: string;
  readonly kernelBuild: string;
  /** Number the kernel gives the first of the adapter's interrupts. */
  readonly firstInterrupt: number;
  /** Numbers from 0 to 1, for the RSS key and a MAC where the device has none. */
  readonly random: () => number;
}

export type DriverOptions = Partial<Options>;

/** Only half of 1: the same key each time, which a test can rely on. Hosts hand in their own. */
const unrandom = () => 0.5;

export const defaultOptions: Options = {
  interfaceName: 'eth0',
  cpus: 8,
  txDepth: 1024,
  rxDepth: 1024,
  mtu: 1500,
  largeLlqHeaders: false,
  kernelRelease: '6.12.117',
  kernelBuild: '#1 SMP',
  firstInterrupt: 46,
  random: unrandom,
};
