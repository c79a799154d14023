import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSections } from './sectionReading.ts';

const fixture = (name: string) =>
  readFileSync(new URL(`../../../test/fixtures/sections/${name}`, import.meta.url), 'utf8');

describe('lspci', () => {
  it("reads Amazon's network functions and no other", () => {
    expect(readSections(fixture('lspci.txt'))).toMatchObject([
      { pci: '0000:00:05.0', id: '1d0f:ec20', driverInUse: 'ena' },
      { pci: '0000:00:06.0', id: '1d0f:ec20' },
      { pci: '0000:00:07.0', id: '1d0f:efa1', driverInUse: 'efa' },
    ]);
  });

  it('shows a function without a driver as one', () => {
    expect(readSections(fixture('lspci.txt'))[1]).not.toHaveProperty('driverInUse');
  });

  it('tells a function that nothing drives where details are listed', () => {
    const [bare, unbound] = [
      '00:05.0 Ethernet controller: Amazon.com, Inc. Elastic Network Adapter (ENA)',
      '00:05.0 Ethernet controller: Amazon.com, Inc. Elastic Network Adapter (ENA)\n\tRegion 0: Memory at febf4000\n\tKernel modules: ena, other',
    ].flatMap((text) => readSections(text));
    expect(bare).not.toHaveProperty('unbound');
    expect(unbound).toMatchObject({ unbound: { modules: ['ena', 'other'] } });
  });

  it('reads -vmm', () => {
    expect(readSections(fixture('lspci-machine.txt'))).toMatchObject([
      { pci: '0000:00:05.0', id: '1d0f:ec20', driverInUse: 'ena', place: { line: 1 } },
    ]);
  });

  it.each([
    ['00:05.0 Ethernet controller: Amazon.com, Inc. Elastic Network Adapter (ENA)', '1d0f:ec20'],
    ['0000:00:05.0 Ethernet controller: Amazon.com, Inc. Device ec21', '1d0f:ec21'],
    ['00:05.0 0200: 1d0f:0ec2', '1d0f:0ec2'],
    ['00:05.0 0200: 1d0f:1ec2 (rev 01)', '1d0f:1ec2'],
  ])('reads %j', (text, id) => {
    expect(readSections(text)).toMatchObject([{ pci: '0000:00:05.0', id }]);
  });
});
