import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moduleImage } from '../../../test/fixtures/roots/moduleImage.ts';
import { readKernelModule } from './kernelModule.ts';

const image = moduleImage({
  vermagic: '6.1.0 SMP mod_unload modversions',
  signed: true,
  depends: 'ptp,xx',
  symbols: { printk: 0xfedcba98, kfree: 1 },
});

describe('a kernel module', () => {
  it('tells what it was built for', () => {
    expect(readKernelModule(image)).toEqual({
      vermagic: '6.1.0 SMP mod_unload modversions',
      name: 'ena',
      version: undefined,
      inTree: true,
      signed: true,
      symbols: new Map([
        ['printk', 0xfedcba98],
        ['kfree', 1],
      ]),
      depends: ['ptp', 'xx'],
    });
  });

  it('is out of tree unless it says otherwise, and has a version then', () => {
    expect(readKernelModule(moduleImage({ vermagic: '6.1.0', inTree: false }))).toMatchObject({
      inTree: false,
      version: '2.13.0g',
      signed: false,
    });
  });

  it('is survived whatever it is cut to', () => {
    const names = Array.from(image, (_, sizeBytes) => readKernelModule(image.subarray(0, sizeBytes))?.name);
    expect(new Set(names)).toEqual(new Set([undefined, 'ena']));
  });

  it('is survived whatever its bytes are', () => {
    const damage = fc.array(fc.tuple(fc.nat(image.length - 1), fc.nat(255)), { maxLength: 20 });
    fc.assert(
      fc.property(damage, (changes) => {
        const damaged = Buffer.from(image);
        for (const [at, byte] of changes) damaged[at] = byte;
        expect(readKernelModule(damaged)?.symbols.size ?? 0).toBeLessThanOrEqual(20_000);
      }),
    );
    fc.assert(fc.property(fc.uint8Array(), (bytes) => readKernelModule(bytes) === undefined));
  });
});
