import { Duplex } from 'node:stream';
import { describe, expect, test, vi } from 'vitest';
import { AgentSession } from './agentSession.ts';
import { MachineEnded, MachineSilent } from './problems.ts';

/** A line with a made-up agent at its far end, that is told each request's token and script. */
const lineWith = (answer: (token: string, script: string) => string) => {
  const typed: string[] = [];
  const line = new Duplex({
    read: () => {},
    write: (chunk: Buffer, _encoding, done) => {
      const text = chunk.toString();
      const [token, , script] = text.split(' ');
      if (token && script) line.push(answer(token, Buffer.from(script, 'base64').toString()));
      else typed.push(text);
      done();
    },
  });
  return { line, typed };
};

const sessionWith = (answer: (token: string, script: string) => string) => {
  const { line, typed } = lineWith(answer);
  let commands = 0;
  const session = new AgentSession(line, () => `token${++commands}`);
  line.push('<ready>');
  return { session, typed };
};

const echo = (token: string, script: string) => `<${token}>${script}<${token} 0>`;
const silence = () => '';

describe('a session', () => {
  test('is ready when the agent is', async () => {
    await expect(sessionWith(echo).session.ready(60_000)).resolves.toBeUndefined();
  });

  test('gives the commands one after the other, whoever asks first', async () => {
    const { session } = sessionWith(echo);
    await session.ready(60_000);
    const outputs = await Promise.all(['a', 'b', 'c'].map(async (script) => (await session.run(script)).output));
    expect(outputs).toEqual(['a', 'b', 'c']);
  });

  test('goes on after a command that was interrupted for its time', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const { line, typed } = lineWith((token, script) => (script === 'slow' ? `<${token}>` : echo(token, script)));
      let token = 0;
      const session = new AgentSession(line, () => `t${++token}`);
      line.push('<ready>');
      await session.ready(60_000);
      const slow = expect(session.run('slow', { timeoutMs: 100 })).rejects.toThrow(MachineSilent);
      await vi.advanceTimersByTimeAsync(100);
      expect(typed).toEqual(['\x03']);
      await vi.advanceTimersByTimeAsync(2000);
      expect(typed, 'once more, for it may not have begun before').toEqual(['\x03', '\x03']);
      line.push('<t1 130>');
      await slow;
      expect((await session.run('next')).output).toBe('next');
    } finally {
      vi.useRealTimers();
    }
  });

  test('is over when not even an interrupt is answered', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const { session } = sessionWith(silence);
      await session.ready(60_000);
      const hanging = expect(session.run('hang', { timeoutMs: 100 })).rejects.toThrow(
        '"hang" did not end within 0.1 s',
      );
      await vi.advanceTimersByTimeAsync(20_000);
      await hanging;
      await expect(session.run('next')).rejects.toThrow('"hang" did not end');
    } finally {
      vi.useRealTimers();
    }
  });

  test('that ends is the end of the command that runs, and of those that wait', async () => {
    const { session } = sessionWith(silence);
    await session.ready(60_000);
    const commands = ['running', 'waiting'].map((script) => expect(session.run(script)).rejects.toThrow('a panic'));
    session.end(new MachineEnded('a panic'));
    await Promise.all(commands);
  });

  test('interrupts a command at the wish of who asked for it', async () => {
    const { session, typed } = sessionWith((token) => `<${token}>`);
    await session.ready(60_000);
    const wish = new AbortController();
    session.run('long', { signal: wish.signal }).catch(() => {});
    await vi.waitUntil(() => {
      wish.abort();
      return typed.length > 0;
    });
    expect(typed).toEqual(['\x03']);
    session.end(new MachineEnded('over'));
  });
});
