import { describe, expect, test } from 'vitest';
import { BadNotation } from './badNotation.ts';
import { parseNetwork } from './notation.ts';

describe('the notation of networks', () => {
  test.each([
    ['none', { kind: 'none' }],
    ['echo', { kind: 'echo' }],
    ['user', { kind: 'user', forwards: [] }],
    ['user,8080:80', { kind: 'user', forwards: [{ outer: 8080, inner: 80 }] }],
    [
      'user,1:65535,2222:22',
      {
        kind: 'user',
        forwards: [
          { outer: 1, inner: 65_535 },
          { outer: 2222, inner: 22 },
        ],
      },
    ],
    ['tap', { kind: 'tap', name: undefined, largeReceive: false }],
    ['tap,large-receive', { kind: 'tap', name: undefined, largeReceive: true }],
    ['tap:ena0', { kind: 'tap', name: 'ena0', largeReceive: false }],
    ['tap:ena0,large-receive', { kind: 'tap', name: 'ena0', largeReceive: true }],
    ['switch:/run/a,large-receive', { kind: 'switch', path: '/run/a,large-receive' }],
    ['switch:/run/lab.sock', { kind: 'switch', path: '/run/lab.sock' }],
    ['switch:./a:b', { kind: 'switch', path: './a:b' }],
  ] as const)('reads %s', (text, name) => expect(parseNetwork(text)).toEqual(name));

  test.each([
    ['', 'it is echo, none, tap[:NAME][,large-receive], user[,PORT:PORT…] or switch:PATH'],
    ['user,', 'user,8080:80'],
    ['user,80', 'user,8080:80'],
    ['user,0:80', 'user,8080:80'],
    ['user,80:65536', 'user,8080:80'],
    ['user,80:x', 'user,8080:80'],
    ['user,8080:80,', 'user,8080:80'],
    ['user,80:80:80', 'user,8080:80'],
    ['user:80', 'it is echo, none'],
    ['users', 'it is echo, none'],
    ['bridge', 'it is echo, none'],
    ['echo:1', 'it is echo, none'],
    ['echo,large-receive', 'it is echo, none'],
    ['tap:,large-receive', 'an interface has a name'],
    ['tap:', 'an interface has a name'],
    ['tap:a/b', 'an interface has a name'],
    ['tap:..', 'an interface has a name'],
    ['tap:sixteen-letters-', 'an interface has a name'],
    ['tap:äääääääääää', 'an interface has a name'],
    ['switch', 'switch:PATH'],
    ['switch:', 'switch:PATH'],
    [`switch:${'a'.repeat(108)}`, '1 to 107 bytes'],
  ])('refuses %j and says why', (text, why) => {
    expect(() => parseNetwork(text)).toThrow(BadNotation);
    expect(() => parseNetwork(text)).toThrow(why);
  });
});
