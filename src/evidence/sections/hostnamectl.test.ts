import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSections } from './sectionReading.ts';

const fixture = (name: string) =>
  readFileSync(new URL(`../../../test/fixtures/sections/${name}`, import.meta.url), 'utf8');

describe('hostnamectl', () => {
  it('reads host, system, kernel and boot', () => {
    expect(readSections(fixture('system.txt')).at(-1)).toMatchObject({
      kind: 'system',
      hostname: 'ip-10-0-0-1',
      distribution: 'Amazon Linux 2',
      kernel: '5.10.199-190.747.amzn2.x86_64',
      bootId: '0f1e2d3c4b5a69788796a5b4c3d2e1f0',
    });
  });

  it('takes the hardware model of an Amazon machine for the instance type', () => {
    expect(
      readSections(' Static hostname: a\n Hardware Vendor: Amazon EC2\n  Hardware Model: m7i.large'),
    ).toMatchObject([{ instanceType: 'm7i.large' }]);
  });
});
