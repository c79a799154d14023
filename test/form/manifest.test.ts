import { describe, expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import lock from '../../package-lock.json' with { type: 'json' };
import { files, read } from './checkout.ts';

describe('package.json', () => {
  test('pins every version exactly', () => {
    const all = { ...manifest.dependencies, ...manifest.devDependencies };
    for (const [name, version] of Object.entries(all)) expect(`${name} ${version}`).toMatch(/ \d+\.\d+\.\d+$/);
  });

  test('has the version that CHANGELOG.md tells of first', () => {
    const [, newest] = /^## \[?v?(\d+\.\d+\.\d+)/m.exec(read('CHANGELOG.md')) ?? [];
    expect(newest).toBe(manifest.version);
  });

  test('names scripts that exist', () => {
    const named = Object.values(manifest.scripts).flatMap(
      (script) => script.match(/\b(?:scripts|bench)\/[\w./-]+/g) ?? [],
    );
    expect(named.filter((path) => !files.includes(path))).toEqual([]);
  });
});

describe('package-lock.json', () => {
  test('agrees with package.json', () => {
    const { version, dependencies, devDependencies } = lock.packages[''];
    expect({ version, dependencies, devDependencies }).toEqual({
      version: manifest.version,
      dependencies: manifest.dependencies,
      devDependencies: manifest.devDependencies,
    });
  });

  test('is complete, so that npm ci takes it: every optional package of a platform has its entry', () => {
    const entries = lock.packages as Record<string, { optionalDependencies?: Record<string, string> }>;
    const wanted = Object.values(entries).flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies));
    expect(wanted.filter((name) => !Object.hasOwn(entries, `node_modules/${name}`))).toEqual([]);
  });

  test('names no registry', () => expect(read('package-lock.json')).not.toMatch(/"resolved"|https?:\/\/[^"]*registry/));
});

describe('the license', () => {
  test('is Apache-2.0, in full', () => {
    expect(manifest.license).toBe('Apache-2.0');
    expect(read('LICENSE')).toMatch(/Apache License\s+Version 2\.0[\s\S]*END OF TERMS AND CONDITIONS/);
  });
});
