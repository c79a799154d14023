import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { read, shipped } from './checkout.ts';
import { layers, packages, pure } from './layers.ts';

interface Import {
  readonly from: string;
  readonly to: string;
}

const withoutComments = (text: string): string => text.replaceAll(/^\s*(?:\/\*[\s\S]*?\*\/|\/\/.*$)/gm, '');

const importsOf = (path: string): Import[] =>
  [...withoutComments(read(path)).matchAll(/\b(?:from|import)\s*\(?\s*'([^'\s]+)'/g)].map(([, to = '']) => ({
    from: path,
    to: to.startsWith('.') ? posix.join(posix.dirname(path), to) : to,
  }));

const layerOf = (path: string): string => path.split('/')[1] ?? '';
const imports = shipped.flatMap(importsOf);
const inside = imports.filter(({ to }) => to.startsWith('src/'));
const outside = imports.filter(({ to }) => !to.startsWith('src/') && to !== 'package.json');

describe('imports', () => {
  test('are found', () => expect(inside.length).toBeGreaterThan(20));

  test('come from a folder that has its place in the layers', () => {
    const homeless = shipped.filter((path) => !Object.hasOwn(layers, layerOf(path)));
    expect(homeless).toEqual([]);
  });

  test('point downwards only', () => {
    const upward = inside.filter(
      ({ from, to }) => layerOf(from) !== layerOf(to) && !layers[layerOf(from)]?.includes(layerOf(to)),
    );
    expect(upward).toEqual([]);
  });

  test('of packages stay behind the doors meant for them', () => {
    const stray = outside.filter(({ from, to }) => !to.startsWith('node:') && !packages[to]?.includes(layerOf(from)));
    expect(stray).toEqual([]);
  });

  test('of pure folders reach nothing outside', () => {
    expect(outside.filter(({ from }) => pure.includes(layerOf(from)))).toEqual([]);
  });

  test('form no circle between layers', () => {
    const reaches = (from: string, seen: readonly string[]): readonly string[] =>
      seen.includes(from)
        ? seen
        : (layers[from] ?? []).reduce<readonly string[]>((all, next) => reaches(next, all), [...seen, from]);
    const circular = Object.keys(layers).filter((layer) =>
      layers[layer]?.some((next) => reaches(next, []).includes(layer)),
    );
    expect(circular).toEqual([]);
  });
});
