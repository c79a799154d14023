import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Channel, type ChannelEvent } from './channel.ts';

const token = '0123456789abcdef0123456789abcdef';

/** Feeds the pieces, and gives the events with all output in one. */
const hear = (channel: Channel, pieces: readonly Uint8Array[]) => {
  const events: ChannelEvent[] = pieces.flatMap((piece) => channel.receive(piece));
  const output = events.flatMap((event) => (event.kind === 'output' ? [event.bytes] : []));
  return {
    kinds: events.map(({ kind }) => kind),
    output: Buffer.concat(output),
    code: events.find((event) => event.kind === 'ended')?.code,
  };
};

const cut = (bytes: Buffer, cuts: readonly number[]): Buffer[] => {
  const at = [...new Set(cuts.map((share) => share % (bytes.length + 1)))].sort((a, b) => a - b);
  return [0, ...at].map((from, i) => bytes.subarray(from, at[i] ?? bytes.length));
};

const listening = (): Channel => {
  const channel = new Channel();
  channel.receive(Buffer.from('<ready>'));
  channel.expect(token);
  return channel;
};

const answer = (output: Uint8Array, code: number) =>
  Buffer.concat([Buffer.from(`<${token}>`), output, Buffer.from(`<${token} ${code}>`)]);

describe('a channel', () => {
  test('is not idle before the agent listens', () => {
    const channel = new Channel();
    channel.receive(Buffer.from('noise of the boot <rea'));
    expect(channel.isIdle).toBe(false);
    expect(channel.receive(Buffer.from('dy>'))).toEqual([{ kind: 'ready' }]);
    expect(channel.isIdle).toBe(true);
  });

  test('gives output of any bytes, in any pieces, with its code', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.integer({ min: 0, max: 255 }),
        fc.array(fc.nat(), { maxLength: 40 }),
        (output, code, cuts) => {
          const channel = listening();
          const heard = hear(channel, cut(answer(output, code), cuts));
          expect(heard.output).toEqual(Buffer.from(output));
          expect(heard.code).toBe(code);
          expect(channel.isIdle).toBe(true);
        },
      ),
    );
  });

  test('gives output as soon as it cannot be the beginning of the end', () => {
    const channel = listening();
    const heard = hear(channel, [Buffer.from(`<${token}>64 bytes from 10.0.0.2\n<01`)]);
    expect(heard.output.toString()).toBe('64 bytes from 10.0.0.2\n');
    expect(hear(channel, [Buffer.from('x')]).output.toString()).toBe('<01x');
  });

  test('passes over what is said between commands', () => {
    const channel = listening();
    const noise = Buffer.from('left behind in the background <');
    expect(hear(channel, [noise, answer(Buffer.from('one'), 0), noise]).output.toString()).toBe('one');
    channel.expect('f'.repeat(32));
    expect(hear(channel, [answer(Buffer.from('old'), 1)]).kinds).toEqual([]);
  });

  test('takes no second command while one runs', () => {
    expect(() => listening().expect('2')).toThrow('cannot begin while');
  });

  test('survives any bytes at any time, and ends a command whose code is none', () => {
    const part = fc.oneof(
      fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes)),
      fc
        .constantFrom('<ready>', `<${token}>`, `<${token} `, '1', '>', `<${token} 9999999999`)
        .map((text) => Buffer.from(text)),
    );
    fc.assert(
      fc.property(fc.array(part), (pieces) => {
        const channel = new Channel();
        for (const piece of pieces) {
          if (channel.isIdle) channel.expect(token);
          channel.receive(piece);
        }
        const { code } = hear(listening(), [Buffer.from(`<${token}><${token} x>`)]);
        expect(code).toBe(255);
      }),
    );
  });

  test('takes linear time for output that keeps beginning the mark', () => {
    const channel = listening();
    channel.receive(Buffer.from(`<${token}>`));
    const piece = Buffer.from(`<${token}`.slice(0, 20));
    let bytes = 0;
    for (let i = 0; i < 20_000; i++) bytes += hear(channel, [piece]).output.length;
    expect(bytes).toBe(20_000 * 20 - 20);
  });
});
