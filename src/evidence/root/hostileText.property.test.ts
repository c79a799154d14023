import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cases, dkmsFiles } from '../../../test/fixtures/roots/broken.ts';
import { foresee } from '../../../test/fixtures/roots/foresee.ts';
import { stock } from '../../../test/fixtures/roots/stock.ts';
import type { MemoryFiles } from './memoryDisk.ts';

/** Every text of the stock images and of dkms: whatever is done to one of them, a report comes out. */
const trees: readonly MemoryFiles[] = [...Object.values(stock), { ...stock.debian, ...dkmsFiles() }];
const texts = trees.flatMap((files) =>
  Object.entries(files).flatMap(([path, content]) =>
    typeof content === 'string' && content.length > 20 ? [{ files, path, content }] : [],
  ),
);

const written = [
  '/usr/src/ena-1/dkms.conf',
  '/etc/udev/rules.d/70-persistent-net.rules',
  '/etc/network/interfaces',
  '/etc/systemd/network/a.network',
  '/etc/NetworkManager/system-connections/a.nmconnection',
  '/etc/sysconfig/network-scripts/ifcfg-a',
];

const survives = async (files: MemoryFiles) => {
  const { verdict } = await foresee(files);
  expect(['healthy', 'problems', 'no-evidence']).toContain(verdict);
};

describe('whatever a file holds, there is a report', () => {
  it.each(texts.map((one) => [one.path, one] as const))('cut anywhere: %s', async (_path, { files, path, content }) => {
    const step = Math.max(1, Math.floor(content.length / 20));
    for (let length = 0; length < content.length; length += step)
      await survives({ ...files, [path]: content.slice(0, length) });
  });

  it('random lines in place of any of them', async () => {
    const word = fc.oneof(
      fc.string(),
      fc.constantFrom(
        'menuentry',
        '{',
        '}',
        'submenu',
        "'",
        '"',
        '\\',
        `\${a}`,
        '[Match]',
        'Name=',
        'network:',
        '  ethernets:',
        '\0',
        '[',
      ),
    );
    const text = fc
      .array(word, { maxLength: 30 })
      .chain((words) => fc.constantFrom(' ', '\n', '').map((gap) => words.join(gap)));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...texts), text, ({ files, path }, garbage) =>
        survives({ ...files, [path]: garbage }),
      ),
    );
  });

  it.each(['a', '{ ', "'", '"', '\\', '$', `\${`, '[', '*', '=', ' ', 'NAME="', 'a,', 'submenu x {\n', '>'])(
    'megabytes of %j in every file take no time',
    async (piece) => {
      const garbage = piece.repeat(Math.ceil(5_000_000 / piece.length));
      const paths = ['/boot/grub/grub.cfg', '/etc/netplan/90-default.yaml', '/etc/modprobe.d/dkms.conf', ...written];
      const begin = performance.now();
      await survives({ ...stock.debian, ...Object.fromEntries(paths.map((path) => [path, garbage])) });
      expect(performance.now() - begin).toBeLessThan(10_000);
    },
  );

  it('every broken machine, with any one file gone', async () => {
    for (const { files } of cases.slice(0, 12)) {
      for (const gone of Object.keys(files))
        await survives(Object.fromEntries(Object.entries(files).filter(([path]) => path !== gone)));
    }
  });
});
