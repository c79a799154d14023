import { describe, expect, test } from 'vitest';
import { Frame, type TransmitInfo } from '../../device/dataPath/index.ts';
import { buildFrame } from '../../device/dataPath/testing/frames.ts';
import { LearningSwitch, networkOf, parseImpairment, parseNetwork, SegmentNetwork } from './index.ts';
import { cable } from './testing/cable.ts';
import { TurnedLoop } from './testing/turnedLoop.ts';

const info: TransmitInfo = { queue: 0, segmentBytes: 0, headerBytes: 0, checksumStart: 0, checksumOffset: 0 };

/** An adapter in a network: what it hears, and when. */
const adapterIn = async (net: string, impair?: string) => {
  const loop = new TurnedLoop();
  const heard: number[] = [];
  const [, peer] = cable();
  const adapter = { ...peer, receive: () => heard.push(loop.clock.nowNs()) > 0, takesOffloads: true };
  const network = networkOf(parseNetwork(net), impair === undefined ? undefined : parseImpairment(impair));
  const connection = await network.connect(adapter, loop);
  return { loop, heard, adapter, connection };
};

describe('an adapter', () => {
  test('in the network of the neighbour hears an answer, until it is unplugged', async () => {
    const { heard, adapter, connection } = await adapterIn('echo');
    adapter.transmit(Frame.of(buildFrame()), info);
    connection.close();
    adapter.transmit(Frame.of(buildFrame()), info);
    expect([heard.length, connection.place]).toEqual([1, 'echo']);
  });

  test('in no network hears nothing', async () => {
    const { heard, adapter } = await adapterIn('none');
    adapter.transmit(Frame.of(buildFrame()), info);
    expect(heard).toEqual([]);
  });

  test('behind a bad wire makes its own segments, and waits for both ways', async () => {
    const { loop, heard, adapter } = await adapterIn('echo', 'delay=20ms');
    expect(adapter.takesOffloads).toBe(false);
    adapter.transmit(Frame.of(buildFrame()), info);
    loop.clock.advance(1e9);
    expect(heard).toEqual([40e6]);
  });

  test('behind a cut wire hears nothing, and nothing that was under way once it is unplugged', async () => {
    const cut = await adapterIn('echo', 'loss=100%');
    cut.adapter.transmit(Frame.of(buildFrame()), info);
    const slow = await adapterIn('echo', 'delay=1s');
    slow.adapter.transmit(Frame.of(buildFrame()), info);
    slow.connection.close();
    for (const { loop } of [cut, slow]) loop.clock.advance(10e9);
    expect([cut.heard, slow.heard]).toEqual([[], []]);
  });
});

test('adapters of one process see each other by a switch', async () => {
  const hub = new LearningSwitch(new TurnedLoop().clock);
  const heard: number[] = [];
  const adapters = [0, 1, 2].map((number) => ({ ...cable()[0], receive: () => heard.push(number) > 0 }));
  const connections = await Promise.all(adapters.map((adapter) => new SegmentNetwork(hub).connect(adapter)));
  adapters[1]!.transmit(Frame.of(buildFrame()), info);
  expect(heard).toEqual([0, 2]);
  for (const connection of connections) connection.close();
  expect(hub.portCount).toBe(0);
});
