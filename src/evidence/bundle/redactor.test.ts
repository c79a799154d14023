import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactionRules } from './redactionRules.ts';
import { Redactor } from './redactor.ts';

describe('redaction', () => {
  it.each(redactionRules.map(({ kind, example }) => [kind, ...example] as const))('of a %s', (_, before, after) => {
    expect(new Redactor().line(before)).toBe(after);
  });

  it('gives the same name to the same thing, and another to another', () => {
    const redactor = new Redactor();
    expect(redactor.line('10.0.0.1 10.0.0.2 10.0.0.1')).toBe('198.18.0.1 198.18.0.2 198.18.0.1');
    expect(redactor.line('again 10.0.0.2')).toBe('again 198.18.0.2');
  });

  it.each([
    'ena 0000:00:05.0 eth0: Keep alive watchdog timeout.',
    '[18509.800135] ena 0000:00:05.0: Elastic Network Adapter (ENA) found at mem febf4000',
    '2026-11-23T14:30:00.123456+00:00',
    'Linux version 5.15.0-209.161.7.2.el9uek.x86_64',
    '     bw_in_allowance_exceeded: 123456789012',
    'version: 2.13.0g',
    'RIP: 0010:ena_com_wait_and_process_admin_cq+0x1a/0x2b',
    'Code: 00 11 22 33 44 55 66',
    'std::bad_alloc',
  ])('leaves %s as it is', (line) => expect(new Redactor().line(line)).toBe(line));

  it.each([
    ['Nov 23 14:30:00 web-7 kernel: ena 0000:00:05.0: x', 'Nov 23 14:30:00 host-1 kernel: ena 0000:00:05.0: x'],
    ['2026-11-23T14:30:00+00:00 web-7 kernel: x', '2026-11-23T14:30:00+00:00 host-1 kernel: x'],
    ['[root@web-7 ~]# dmesg', '[root@host-1 ~]# dmesg'],
    ['{"_HOSTNAME":"web-7","MESSAGE":"x"}', '{"_HOSTNAME":"host-1","MESSAGE":"x"}'],
  ])('learns the host’s name from %s', (before, after) => expect(new Redactor().line(before)).toBe(after));

  it('knows a host’s name once it was learned, wherever it stands', () => {
    const redactor = new Redactor();
    redactor.learnHost('web-7');
    expect(redactor.line('panic on WEB-7, not on web-77')).toBe('panic on host-1, not on web-77');
  });

  it('takes out the words asked for', () => {
    expect(new Redactor({ words: ['Acme+'] }).line('of acme+ only')).toBe('of word-1 only');
  });

  it.each([
    ['PASSWORD="hunter two" next', 'PASSWORD="[removed]" next'],
    ['{"password":"a\\"b","x":1}', '{"password":"[removed]","x":1}'],
    ["secret='x y' z", "secret='[removed]' z"],
    ['token=abc123&more', 'token=[removed]&more'],
    ['Proxy-Authorization: Basic dXNlcjpwYXNz', 'Proxy-Authorization: [removed]'],
    ['Cookie: a=1; b=2', 'Cookie: [removed]'],
    ['from ::ffff:192.0.2.33 port', 'from 2001:db8::1 port'],
    ['mac 0A-1B-2C-3D-4E-5F', 'mac 02-00-00-00-00-01'],
  ])('takes all of it out of %s', (before, after) => expect(new Redactor().line(before)).toBe(after));

  it('takes a private key out line by line, and nothing after it', () => {
    const redactor = new Redactor();
    const key = ['-----BEGIN RSA PRIVATE KEY-----', 'MIIEpAIB', 'AAKCAQEA', '-----END RSA PRIVATE KEY-----', 'ena: x'];
    expect(redactor.text(key.join('\n'))).toBe([key[0], '[removed]', '[removed]', key[3], 'ena: x'].join('\n'));
  });

  it('leaves names where asked to, and secrets never', () => {
    expect(new Redactor({ keepsNames: true }).line('10.0.0.1 password=hunter2')).toBe('10.0.0.1 password=[removed]');
  });

  it('does not throw, whatever it is given, and knows an address again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const redactor = new Redactor();
        redactor.line(text);
        expect(redactor.line('x 10.77.66.55')).toBe(redactor.line('x 10.77.66.55'));
      }),
    );
  });

  it('leaves no address in any text around it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 223 }), fc.constantFrom(' ', '=', '(', '[', '"', ','), (part, before) => {
        fc.pre(part !== 127 && part !== 198);
        expect(new Redactor().line(`x${before}${part}.77.66.55 y`)).not.toContain('.77.66.55');
      }),
    );
  });

  it('takes no longer than a blink for hostile lines', () => {
    const redactor = new Redactor();
    for (const piece of [
      '1.',
      'a:',
      '::',
      'password=',
      'i-',
      'ab:cd:',
      'arn:aws:',
      'ip-1-',
      'Linux a',
      'a://',
      'eyJaaaaa.',
      'token="',
      '-----BEGIN PRIVATE KEY-----',
    ])
      expect(redactor.line(piece.repeat(100_000)).length).toBeGreaterThan(0);
  }, 5000);
});
