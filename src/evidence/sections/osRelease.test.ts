import { describe, expect, it } from 'vitest';
import { readSections } from './sectionReading.ts';

describe('os-release', () => {
  it('prefers the pretty name', () => {
    expect(
      readSections('NAME="Ubuntu"\nVERSION="22.04.3 LTS"\nID=ubuntu\nPRETTY_NAME="Ubuntu 22.04.3 LTS"'),
    ).toMatchObject([{ kind: 'system', distribution: 'Ubuntu 22.04.3 LTS' }]);
  });

  it('makes do with name and version', () => {
    expect(readSections('NAME="Amazon Linux"\nVERSION="2"\nID="amzn"')).toMatchObject([
      { distribution: 'Amazon Linux 2' },
    ]);
  });

  it("leaves a program's NAME alone", () => {
    expect(readSections('NAME=worker\nPORT=80')).toEqual([]);
  });
});
