import { describe, expect, it } from 'vitest';
import { extendedAcks } from '../../spec/messages/extendedAcks.ts';
import { readLogText } from './readLogText.ts';
import { readToolAnswer } from './toolAnswer.ts';

const queues =
  'Failed to set xdp program, there is no enough space for allocating XDP queues, Check the dmesg for more info';
const read = (line: string) => readLogText(line, { source: 'test', now: () => new Date(0) });

describe('what the driver answers to a tool', () => {
  it.each([
    `Error: ena: ${queues}.`,
    `libbpf: Kernel error message: ena: ${queues}         `,
    `libbpf: Kernel error message: ${queues}`,
    `level=warning msg="Error: ena: ${queues}." subsys=datapath-loader`,
    `Nov 23 14:30:00 h cilium-agent[77]: level=warning msg="${queues}"`,
  ])('is read in "%s"', (line) => {
    expect(read(line)).toMatchObject([{ speaker: 'linux', event: 'xdp-rejected-queues', body: queues }]);
  });

  it('is read for every answer without values', () => {
    for (const message of extendedAcks.filter(({ names }) => names.length === 0)) {
      expect(readToolAnswer(`Error: ena: ${message.text}.`, false)?.said?.message).toBe(message);
    }
  });

  it('is a refusal of XDP that was quoted from the log too, but not by a process', () => {
    const logged =
      'Failed to set xdp program, the current MTU (9001) is larger than the maximum allowed MTU (3498) while xdp is on';
    expect(read(`// # ${logged}`)).toMatchObject([{ event: 'xdp-rejected-mtu', values: { mtu: 9001 } }]);
    expect(read(`Nov 23 14:30:00 h agent[77]: # ${logged}`)).toEqual([]);
  });

  it('is not what other drivers answer, nor what the driver logs', () => {
    expect(read("Error: mlx5_core: Device doesn't support PHC.")).toEqual([]);
    expect(read('Nov 23 14:30:00 h agent[77]: saw ena: Trigger reset is on')).toEqual([]);
    expect(read('a hyena: Action is not supported')).toEqual([]);
  });
});
