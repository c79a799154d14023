import type { Machine } from '../../src/lab/vm/machine.ts';
import type { Place } from './place.ts';

/** What one look at an adapter gives: an amount, and the bits that went for it. */
export interface Reading {
  readonly amount: number;
  readonly bits: number;
}

/** A figure by which adapters are compared. */
export interface Measure {
  readonly name: string;
  readonly unit: string;
  /** Whether more of it is better. */
  readonly moreIsBetter: boolean;
  /** Whether processor time per gigabit says something: where the amount is bits. */
  readonly tellsCost: boolean;
  readonly take: (machine: Machine, place: Place, seconds: number) => Promise<Reading>;
}

interface IperfEnd {
  readonly bytes: number;
  readonly seconds: number;
  readonly packets?: number;
  readonly lost_packets?: number;
}

const iperf = async (machine: Machine, { host }: Place, seconds: number, words: string): Promise<IperfEnd> => {
  const { output } = await machine.run(`iperf3 -c ${host} -t ${seconds} -J ${words}`, { timeoutMs: 60_000 });
  const answer = JSON.parse(output) as { error?: string; end: { sum_received?: IperfEnd; sum: IperfEnd } };
  if (answer.error !== undefined) throw new Error(`iperf3: ${answer.error}`);
  return answer.end.sum_received ?? answer.end.sum;
};

const tcp =
  (words: string): Measure['take'] =>
  async (machine, place, seconds) => {
    const { bytes, seconds: took } = await iperf(machine, place, seconds, words);
    return { amount: (bytes * 8) / took / 1e6, bits: bytes * 8 };
  };

/** Payload of a frame of 64 bytes, which has 14 of Ethernet and 28 of IP and UDP; counted is what arrived. */
const udp =
  (words: string): Measure['take'] =>
  async (machine, place, seconds) => {
    const end = await iperf(machine, place, seconds, `-u -b 0 -l 22 ${words}`);
    const arrived = (end.packets ?? 0) - (end.lost_packets ?? 0);
    return { amount: arrived / end.seconds / 1e3, bits: arrived * 64 * 8 };
  };

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

const ping: Measure['take'] = async (machine, { host }) => {
  const { output } = await machine.run(`ping -c 200 -i 0.005 ${host}`, { timeoutMs: 60_000 });
  return { amount: median([...output.matchAll(/time=([\d.]+) ms/g)].map(([, ms]) => Number(ms) * 1e3)), bits: 0 };
};

// biome-ignore format: a table
export const measures: readonly Measure[] = [
  { name: 'TCP, host to guest', unit: 'Mbit/s', moreIsBetter: true, tellsCost: true, take: tcp('-R') },
  { name: 'TCP, guest to host', unit: 'Mbit/s', moreIsBetter: true, tellsCost: true, take: tcp('') },
  { name: 'UDP of 64 bytes, host to guest', unit: 'kpps', moreIsBetter: true, tellsCost: false, take: udp('-R') },
  { name: 'UDP of 64 bytes, guest to host', unit: 'kpps', moreIsBetter: true, tellsCost: false, take: udp('') },
  { name: 'ping', unit: 'µs', moreIsBetter: false, tellsCost: false, take: ping },
];
