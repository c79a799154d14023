import { Agent, request } from 'node:http';
import type { WebRequest, WebResponse } from './host.ts';

/**
 * One HTTP request over a connection of its own. Proxies of the environment are not asked: a link-local address means
 * another machine to them.
 *
 * @throws what the socket says, or `ETIMEDOUT` after `timeoutMs` in all
 */
export const requestDirectly = ({ url, method, headers, timeoutMs, mostBytes }: WebRequest): Promise<WebResponse> =>
  new Promise((resolve, reject) => {
    const asked = request(url, { method, headers, agent: new Agent() }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (text: string) => {
        body += text;
        if (body.length > mostBytes) asked.destroy(Object.assign(new Error('too long'), { code: 'EMSGSIZE' }));
      });
      response.once('end', () => resolve({ status: response.statusCode ?? 0, body }));
      response.once('error', reject);
    });
    const timer = setTimeout(
      () => asked.destroy(Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' })),
      timeoutMs,
    );
    asked.once('close', () => clearTimeout(timer));
    asked.once('error', reject);
    asked.end();
  });
