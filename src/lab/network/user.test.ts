import { describe, expect, test } from 'vitest';
import { testNeeding } from '../../../test/needs.ts';
import { Frame, type NetworkPeer } from '../../device/dataPath/index.ts';
import { NetworkUnavailable } from './network.ts';
import { cable } from './testing/cable.ts';
import { TurnedLoop } from './testing/turnedLoop.ts';
import { UserNetwork } from './user.ts';

const mac = [2, 0, 0, 0, 0, 9];
const info = { queue: 0, segmentBytes: 0, headerBytes: 0, checksumStart: 0, checksumOffset: 0 };

/** "Who has 192.0.2.77?", a question for the router, which answers for all that is outside. */
const question = Frame.of([
  ...[...Array<number>(6).fill(0xff), ...mac, 8, 6, 0, 1, 8, 0, 6, 4, 0, 1],
  ...[...mac, 192, 0, 2, 99, 0, 0, 0, 0, 0, 0, 192, 0, 2, 77],
]);

describe('user mode', () => {
  testNeeding(['passt'], 'has a neighbour: passt answers for the world', async () => {
    const isAnswer = (frame: Uint8Array): boolean => frame[12] === 8 && frame[13] === 6 && frame[21] === 2;
    const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
    const receive = (frame: Frame): boolean => {
      if (isAnswer(frame.toBytes())) resolve(frame.toBytes());
      return true;
    };
    const peer: NetworkPeer = { ...cable()[0], receive };
    const loop = Object.assign(new TurnedLoop(), { trouble: (sentence: string) => reject(new Error(sentence)) });
    const connection = await new UserNetwork().connect(peer, loop);
    peer.transmit(question, info);
    const answer = await promise.finally(() => connection.close());
    expect([...answer.subarray(0, 6)]).toEqual(mac);
  });

  test('without passt says how to get it', async () => {
    const failure = await new UserNetwork([], 'no-such-passt')
      .connect(cable()[0], new TurnedLoop())
      .catch((thrown) => thrown);
    expect(failure).toBeInstanceOf(NetworkUnavailable);
    expect(failure).toMatchObject({
      message: 'no-such-passt does not start (ENOENT)',
      hint: expect.stringContaining('apt-get'),
    });
  });

  testNeeding(['false'], 'tells when its program ends by itself', async () => {
    const told = await new Promise<string>((trouble) => {
      const loop = Object.assign(new TurnedLoop(), { trouble });
      void new UserNetwork([], 'false').connect(cable()[0], loop);
    });
    expect(told).toBe('false ended with 1');
  });
});
