import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSections } from './sectionReading.ts';

const fixture = (name: string) =>
  readFileSync(new URL(`../../../test/fixtures/sections/${name}`, import.meta.url), 'utf8');

describe('dkms status', () => {
  it('reads the rows of either format that are about ena', () => {
    expect(readSections(fixture('dkms-status.txt'))).toMatchObject([
      { version: '2.8.0', kernel: '5.10.0-26-cloud-amd64', state: 'installed' },
      { version: '2.8.0', kernel: '5.10.0-27-cloud-amd64', state: 'built' },
      { version: '2.5.0', state: 'added' },
      { version: '2.2.10', kernel: '4.14.301-224.520.amzn2.x86_64', state: 'installed' },
    ]);
  });

  it("knows the names under which AWS's sources are registered", () => {
    expect(readSections('amzn-drivers, 1.0.0, 4.4.0-1013-aws, x86_64: installed')).toMatchObject([
      { module: 'amzn-drivers', version: '1.0.0', kernel: '4.4.0-1013-aws' },
    ]);
    expect(readSections('amzn-drivers-ena-linux/1.1.3: added')).toMatchObject([{ version: '1.1.3' }]);
  });

  it('reads a broken one', () => {
    expect(readSections('ena/2.8.0: broken')).toMatchObject([{ version: '2.8.0', state: 'broken' }]);
  });
});
