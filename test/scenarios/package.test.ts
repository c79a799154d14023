import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { root } from '../form/checkout.ts';

const folder = mkdtempSync(join(tmpdir(), 'enakit-'));
const home = join(folder, 'home');
afterAll(() => rmSync(folder, { recursive: true }));

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}
let packed: Packed;

// As on a user's machine: with its own Node.js, not the one the project brings for development.
const path = (process.env.PATH ?? '').split(delimiter).filter((each) => !each.endsWith('node_modules/.bin'));
const env = { ...process.env, PATH: path.join(delimiter), npm_config_loglevel: 'error' };

const npx = (...args: string[]) => spawnSync('npx', ['ena', ...args], { cwd: home, env, encoding: 'utf8' });

beforeAll(() => {
  mkdirSync(home);
  const told = execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
    cwd: root,
    env,
    encoding: 'utf8',
  });
  // What the build prints stands before the JSON.
  packed = JSON.parse(told.slice(told.search(/^[[{]$/m)))[0];
  const quiet = ['--prefer-offline', '--no-audit', '--no-fund'];
  execFileSync('npm', ['install', ...quiet, join(folder, packed.filename)], { cwd: home, env, stdio: 'pipe' });
}, 120_000);

describe('the package', () => {
  test('holds what a user needs and nothing else', () => {
    const tops = new Set(packed.files.map(({ path }) => path.split('/')[0]));
    const expected = ['CHANGELOG.md', 'LICENSE', 'README.md', 'dist', 'man', 'package.json', 'schema'];
    expect([...tops].sort()).toEqual(expected);
    expect(packed.files.filter(({ path }) => /\.ts$|\.test\./.test(path))).toEqual([]);
  });

  test('installs as ena, and knows its version', () => {
    expect(npx('--version').stdout).toBe(`ena ${manifest.version}\n`);
  });

  test('explains a counter', () => {
    const { status, stdout } = npx('explain', 'wd_expired');
    expect(status).toBe(0);
    expect(stdout).toContain('wd_expired');
  });

  test("finds the keep-alive reset in the page's own example", () => {
    const { status, stdout, stderr } = npx('doctor', '--json', join(root, 'examples/keep-alive-reset-2016.log'));
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(JSON.parse(stdout).findings.map(({ id }: { id: string }) => id)).toContain('keep-alive-timeout');
  });

  test('brings no package beyond its dependencies and theirs', () => {
    const folder = join(home, 'node_modules');
    const names = readdirSync(folder).filter((name) => !name.startsWith('.'));
    const installed = names.flatMap((name) =>
      name.startsWith('@') ? readdirSync(join(folder, name)).map((scoped) => `${name}/${scoped}`) : [name],
    );
    expect(installed).toEqual(expect.arrayContaining(['enakit', ...Object.keys(manifest.dependencies)]));
    for (const name of Object.keys(manifest.devDependencies)) expect(installed).not.toContain(name);
  });
});
