import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSections } from './sectionReading.ts';

const fixture = (name: string) =>
  readFileSync(new URL(`../../../test/fixtures/sections/${name}`, import.meta.url), 'utf8');

describe('dkms and make', () => {
  it("points at the compiler's error", () => {
    expect(readSections(fixture('dkms-make.log'))).toMatchObject([
      { kind: 'dkms', state: 'build-failed', version: '2.2.10', kernel: '5.15.0-1004-aws', place: { line: 6 } },
    ]);
  });

  it('knows missing headers', () => {
    const [build] = readSections(fixture('dkms-headers.txt'));
    expect(build).toMatchObject({
      state: 'headers-missing',
      version: '2.8.0',
      kernel: '5.4.0-1029-aws',
      place: { line: 2 },
    });
  });

  it.each([
    ['Error! Build of ena.ko failed for: 4.4.0-1013-aws (x86_64)', 'build-failed', '4.4.0-1013-aws'],
    [
      'Error! Bad return status for module build on kernel: 5.10.0-8-amd64 (x86_64)\nConsult /var/lib/dkms/ena/2.5.0/build/make.log for more information.',
      'build-failed',
      '5.10.0-8-amd64',
    ],
    [
      'make -C /lib/modules/4.14.1-2.amzn2/build M=/opt/amzn-drivers/kernel/linux/ena modules\nmake: *** /lib/modules/4.14.1-2.amzn2/build: No such file or directory.  Stop.',
      'headers-missing',
      '4.14.1-2.amzn2',
    ],
  ])('reads %j', (text, state, kernel) => {
    expect(readSections(text)).toMatchObject([{ kind: 'dkms', state, kernel }]);
  });

  it('tells the builds of several modules apart', () => {
    const failed = (module: string, kernel: string) =>
      `Error! Bad return status for module build on kernel: ${kernel} (x86_64)\nConsult /var/lib/dkms/${module}/1.1.3/build/make.log for more information.`;
    const ours = failed('amzn-drivers-ena-linux', '4.19.0-6-amd64');
    const other = failed('ixgbevf', '4.19.0-6-amd64');
    expect(readSections(`${ours}\n${other}`)).toMatchObject([
      { state: 'build-failed', version: '1.1.3', place: { line: 1 } },
    ]);
    expect(readSections(`${other}\n${ours}`)).toMatchObject([{ state: 'build-failed', place: { line: 3 } }]);
  });

  it('knows a build directory without headers', () => {
    const text = [
      'make -C /lib/modules/4.9.0-6-amd64/build M=/opt/amzn-drivers/kernel/linux/ena modules',
      "make[1]: Entering directory '/lib/modules/4.9.0-6-amd64/build'",
      "make[1]: *** No rule to make target 'modules'.  Stop.",
    ].join('\n');
    expect(readSections(text)).toMatchObject([
      { state: 'headers-missing', kernel: '4.9.0-6-amd64', place: { line: 3 } },
    ]);
  });

  it('knows a build by nix, which marks its lines, and a symbol the kernel lacks', () => {
    const text = [
      "ena> make[1]: Leaving directory '/nix/store/x-linux-6.6.30-dev/lib/modules/6.6.30/build'",
      'ena> make: *** [Makefile:102: ena.ko] Error 2',
      "error: builder for '/nix/store/x-ena-2.12.0-6.6.30.drv' failed with exit code 2;",
      '       >   LD [M]  /build/source/kernel/linux/ena/ena.o',
      '       > ERROR: modpost: "ethtool_puts" [/build/source/kernel/linux/ena/ena.ko] undefined!',
    ].join('\n');
    expect(readSections(text)).toMatchObject([{ kind: 'dkms', state: 'build-failed', place: { line: 5 } }]);
  });

  it('leaves a symbol that another module lacks alone', () => {
    expect(readSections('ERROR: modpost: "ethtool_puts" [/build/other.ko] undefined!')).toEqual([]);
  });

  it('gives way to the lines of a log', () => {
    const text = '[   12.345678] ena 0000:00:05.0: Failed to do something, error: 5';
    expect(readSections(`make: Entering directory '/src/linux/ena'\n${text}`)).toEqual([]);
  });

  it('leaves builds that went well, and those of other modules, alone', () => {
    expect(readSections('DKMS make.log for ena-2.8.0 for kernel 5.10.1 (x86_64)\n  LD [M]  ena.ko')).toEqual([]);
    expect(
      readSections(
        'Error! Bad return status for module build on kernel: 5.10.0 (x86_64)\nConsult /var/lib/dkms/nvidia/make.log',
      ),
    ).toEqual([]);
  });

  it('gives way to what follows a build of another module', () => {
    const foreign = `make[1]: Entering directory '/src/other'\n${'  CC file.o\n'.repeat(80)}`;
    expect(readSections(`${foreign}wd_expired: 1`)).toMatchObject([{ kind: 'counters' }]);
  });
});
