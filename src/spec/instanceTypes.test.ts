import { expect, test } from 'vitest';
import { instanceTypes } from './instanceTypes.ts';

const namesOf = (support: string) =>
  [...instanceTypes.values()].filter(({ enaSupport }) => enaSupport === support).map(({ name }) => name);

test('most types require ENA, and only some of Xen can do with and without', () => {
  expect(['required', 'supported', 'unsupported'].map((support) => namesOf(support).length)).toEqual([1299, 25, 49]);
  expect([...new Set(namesOf('supported').map((name) => name.split('.')[0]))].sort()).toEqual([
    'h1',
    'i3',
    'm4',
    'r4',
    'x1',
    'x1e',
  ]);
});

test('the hypervisor decides: all but Xen require ENA', () => {
  for (const { hypervisor, enaSupport } of instanceTypes.values())
    expect(enaSupport === 'required').toBe(hypervisor !== 'xen');
});

test('only old families boot from the volumes of their host', () => {
  const families = [...instanceTypes.values()]
    .filter((type) => type.bootsFromInstanceStore)
    .map(({ name }) => name.split('.')[0]);
  expect([...new Set(families)].sort()).toEqual(expect.arrayContaining(['c3', 'd2', 'i2', 'm3', 'r3']));
});
