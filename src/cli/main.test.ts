import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const main = join(import.meta.dirname, 'main.ts');
const node = [process.execPath, '--disable-warning=ExperimentalWarning'] as const;

describe('the program', () => {
  test('ends quietly, and not as if all were well, when its reader has seen enough', () => {
    const line = `set -o pipefail; '${node.join("' '")}' '${main}' man | true; echo $?`;
    const { stdout, stderr } = spawnSync('bash', ['-c', line], { encoding: 'utf8' });
    expect({ stdout, stderr }).toEqual({ stdout: '141\n', stderr: '' });
  });

  test('says so when its output can be written nowhere', () => {
    const line = `'${node.join("' '")}' '${main}' man > /dev/full`;
    const { status, stderr } = spawnSync('bash', ['-c', line], { encoding: 'utf8' });
    expect(status).toBe(3);
    expect(stderr).toMatch(/^ena: cannot write to standard output: ENOSPC.*\n$/);
  });

  test('ends with 130 on an interrupt, without a stack', async () => {
    const child = spawn(node[0], [node[1], main, 'doctor', '-'], { stdio: ['pipe', 'pipe', 'pipe'] });
    const complaints: Buffer[] = [];
    child.stderr.on('data', (chunk) => complaints.push(chunk));
    child.stdin.on('error', () => {}); // It breaks when the reader dies, as it should.
    // Its read of standard input shows that it has started, for a pipe it does not read fills up.
    child.stdin.write('x\n'.repeat(1 << 20), () => child.kill('SIGINT'));
    expect(await once(child, 'exit')).toEqual([130, null]);
    expect(Buffer.concat(complaints).toString()).toBe('');
  });

  test('hands the exit code of its verb on', () => {
    expect(spawnSync(node[0], [node[1], main, 'docter']).status).toBe(2);
  });
});
