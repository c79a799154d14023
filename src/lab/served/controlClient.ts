import { connect } from 'node:net';
import type { ControlAnswer, ControlRequest } from './control.ts';

const answerBytes = 1 << 20;

/** Asks a served adapter. Rejects with what the system says: `ENOENT` and `ECONNREFUSED` where none is served. */
export const askAdapter = (path: string, request: ControlRequest, timeoutMs = 5000): Promise<ControlAnswer> =>
  new Promise((resolve, reject) => {
    const socket = connect(path);
    let text = '';
    const fail = (code: string) => {
      socket.destroy();
      reject(Object.assign(new Error(`${path}: ${code}`), { code }));
    };
    socket.setEncoding('utf8');
    socket.setTimeout(timeoutMs, () => fail('ETIMEDOUT'));
    socket.once('error', (error: NodeJS.ErrnoException) => fail(error.code ?? 'an unknown error'));
    socket.once('close', () => fail('ECONNRESET'));
    socket.on('data', (piece: string) => {
      text += piece;
      const end = text.indexOf('\n');
      if (end < 0 && text.length <= answerBytes) return;
      socket.removeAllListeners('close');
      socket.destroy();
      try {
        resolve(JSON.parse(text.slice(0, end)) as ControlAnswer);
      } catch {
        fail('EPROTO');
      }
    });
    socket.write(`${JSON.stringify(request)}\n`);
  });
