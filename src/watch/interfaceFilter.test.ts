import { expect, it } from 'vitest';
import { interfaceFilter } from './interfaceFilter.ts';

const watched = (...globs: readonly string[]) => ['eth0', 'eth1', 'ens5', 'eth.1'].filter(interfaceFilter(globs));

it.each([
  [[], ['eth0', 'eth1', 'ens5', 'eth.1']],
  [['eth*'], ['eth0', 'eth1', 'eth.1']],
  [['eth?'], ['eth0', 'eth1']],
  [['!eth1'], ['eth0', 'ens5', 'eth.1']],
  [
    ['eth*', 'ens5', '!eth0'],
    ['eth1', 'ens5', 'eth.1'],
  ],
  [['eth.1'], ['eth.1']],
  [['nothing'], []],
])('%j watches %j', (globs, names) => expect(watched(...globs)).toEqual(names));
