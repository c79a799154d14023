import { describe, expect, it } from 'vitest';
import { readSections } from './sectionReading.ts';

describe('the running kernel', () => {
  it.each([
    [
      'Linux ip-10-0-0-1 5.10.199-190.747.amzn2.x86_64 #1 SMP Sat Nov 4 16:55:14 UTC 2023 x86_64 GNU/Linux',
      '5.10.199-190.747.amzn2.x86_64',
    ],
    ['Linux version 6.1.0-13-cloud-amd64 (debian-kernel@lists.debian.org) (gcc-12) #1 SMP', '6.1.0-13-cloud-amd64'],
    ['Linux 5.10.0-26-cloud-amd64 (ip-10-0-0-1) \t11/23/2026 \t_x86_64_\t(2 CPU)', '5.10.0-26-cloud-amd64'],
    ['$ uname -r\n5.4.0-1029-aws', '5.4.0-1029-aws'],
  ])('reads %j', (text, kernel) => {
    expect(readSections(text)).toMatchObject([{ kind: 'system', kernel }]);
  });

  it('takes a bare version for a kernel only where it was asked for', () => {
    expect(readSections('5.4.0-1029-aws')).toEqual([]);
  });
});
