import type { IncomingMessage } from 'node:http';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Access, isOwnOrigin, isTrustedHost } from './access.ts';

const asked = (headers: Readonly<Record<string, string>>) => ({ headers }) as unknown as IncomingMessage;
const port = 8080;

describe('a host', () => {
  test.each(['localhost', 'localhost:8080', '127.0.0.1:1', '[::1]:8080', '10.0.0.7', 'LOCALHOST'])(
    '%s is one that no other can have bound here',
    (host) => expect(isTrustedHost(host)).toBe(true),
  );
  test.each([undefined, '', 'evil.example', 'localhost.evil.example', '127.0.0.1.nip.io:80', '[::1', 'a@localhost'])(
    '%s might be somebody’s',
    (host) => expect(isTrustedHost(host)).toBe(false),
  );
  test('may be a name that was told', () => expect(isTrustedHost('web-1:80', ['web-1'])).toBe(true));
});

describe('an order', () => {
  test('comes from the page itself, or is none', () => {
    expect(isOwnOrigin(asked({ host: 'localhost:1', origin: 'http://localhost:1' }))).toBe(true);
    expect(isOwnOrigin(asked({ host: 'localhost:1', origin: 'http://localhost:2' }))).toBe(false);
    expect(isOwnOrigin(asked({ host: 'localhost:1', origin: 'null' }))).toBe(false);
    expect(isOwnOrigin(asked({ host: 'localhost:1' }))).toBe(false);
  });
});

describe('who looks', () => {
  test('needs nothing where there is no token', () => {
    const access = new Access(undefined, () => 0);
    expect(access.admits(asked({}), port)).toBe(true);
    expect(access.makeLink()).toBe('/');
  });

  test('is admitted with the token, and with nothing that is not', () => {
    const access = new Access('secret', () => 0);
    expect(access.admits(asked({ authorization: 'Bearer secret' }), port)).toBe(true);
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(text !== 'secret');
        expect(access.admits(asked({ authorization: `Bearer ${text}`, cookie: `ena-${port}=${text}` }), port)).toBe(
          false,
        );
      }),
    );
  });

  test('comes in by a link once, and has a cookie that does not tell the token', () => {
    const access = new Access('secret', () => 0);
    const code = access.makeLink().slice('/enter/'.length);
    const cookie = access.enter(code, port)!;
    expect(cookie).toMatch(/; HttpOnly; SameSite=Strict$/);
    expect(cookie).not.toContain('secret');
    expect(access.admits(asked({ cookie: cookie.split(';')[0]! }), port)).toBe(true);
    expect(access.admits(asked({ cookie: cookie.split(';')[0]! }), port + 1)).toBe(false);
    expect(access.enter(code, port)).toBeUndefined();
  });

  test('keeps the cookie over a restart with the same token', () => {
    const before = new Access('secret', () => 0);
    const cookie = before.enter(before.makeLink().slice(7), port)!.split(';')[0]!;
    expect(new Access('secret', () => 0).admits(asked({ cookie }), port)).toBe(true);
    expect(new Access('other', () => 0).admits(asked({ cookie }), port)).toBe(false);
  });

  test('finds an old link closed', () => {
    let nowMs = 0;
    const access = new Access('secret', () => nowMs);
    const link = access.makeLink();
    nowMs = 11 * 60_000;
    expect(access.enter(link.slice(7), port)).toBeUndefined();
  });
});
