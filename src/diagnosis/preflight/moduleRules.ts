import { readCommandLine } from '../../evidence/root/commandLine.ts';
import type { Kernel } from '../../evidence/root/kernel.ts';
import type { Machine } from '../../evidence/root/machine.ts';
import type { ModuleFile } from '../../evidence/root/moduleFile.ts';
import type { Repair } from './repairs.ts';
import { bootable, nextEntries, type Rule, type Sighting, weightOf } from './sighting.ts';
import { misfitOf, symbolsAmiss } from './vermagic.ts';

/** Puts a module where there is none: with the kernel's package, or by dkms where dkms has one. */
const provide = ({ dkms, kernels }: Machine, { release }: Kernel): readonly Repair[] => {
  const built = dkms.find(({ added }) => added);
  const sound = kernels.find(
    (other) => other.bootable && other.release !== release && (other.builtin ?? other.indexed),
  );
  return [
    built === undefined
      ? { do: 'reinstall-kernel', kernel: release }
      : { do: 'install-by-dkms', name: built.name, version: built.version, kernel: release },
    { do: 'index-modules', kernel: release },
    ...(sound === undefined ? [] : [{ do: 'boot-kernel', kernel: sound.release } as const]),
  ];
};

const missing: Rule = {
  finds: ['module-missing-for-kernel'],
  judge: (machine) =>
    bootable(machine)
      .filter(({ module, builtin }) => module === undefined && builtin === undefined)
      .map((kernel) => ({
        id: 'module-missing-for-kernel',
        ...weightOf(machine, kernel),
        values: { kernel: kernel.release },
        places: [kernel.index],
        repairs: provide(machine, kernel),
      })),
};

const notIndexed: Rule = {
  finds: ['module-not-indexed'],
  judge: (machine) =>
    bootable(machine).flatMap((kernel) =>
      kernel.module === undefined || kernel.builtin !== undefined || kernel.indexed
        ? []
        : {
            id: 'module-not-indexed',
            ...weightOf(machine, kernel),
            values: { kernel: kernel.release, file: kernel.module.path },
            places: [kernel.index],
            repairs: [{ do: 'index-modules', kernel: kernel.release }],
          },
    ),
};

/** A module that is there and that the kernel refuses, for a reason its file shows. */
const refusal = (machine: Machine, kernel: Kernel, module: ModuleFile, why: string, error: string): Sighting => ({
  id: `module-load-failed:${why}`,
  ...weightOf(machine, kernel),
  values: { kernel: kernel.release, error },
  places: [module.place],
  repairs:
    why === 'signature'
      ? [
          {
            do: 'change',
            text: `Sign ${module.path} with a key that is enrolled (\`mokutil --list-enrolled\`), or remove it and run depmod, if the kernel has a module of its own.`,
          },
          ...provide(machine, kernel),
        ]
      : provide(machine, kernel),
});

const misfits: Rule = {
  finds: ['module-load-failed:version-magic', 'module-load-failed:symbols'],
  judge: async (machine) => {
    const found: Sighting[] = [];
    for (const kernel of bootable(machine)) {
      const { module, builtin } = kernel;
      if (module?.content === undefined || builtin !== undefined) continue;
      const misfit = misfitOf(module.content, kernel);
      if (misfit !== undefined) found.push(refusal(machine, kernel, module, 'version-magic', misfit));
      else {
        const amiss = await symbolsAmiss(module.content, kernel);
        if (amiss !== undefined) found.push(refusal(machine, kernel, module, 'symbols', amiss));
      }
    }
    return found;
  },
};

const unsigned: Rule = {
  finds: ['module-load-failed:signature'],
  judge: (machine) => {
    const enforced = nextEntries(machine).some(({ options }) =>
      readCommandLine(options).some(([name, value]) => name === 'module.sig_enforce' && value !== '0'),
    );
    return bootable(machine).flatMap((kernel) => {
      const { module, builtin, forcesSignatures } = kernel;
      const asks = machine.secureBoot || forcesSignatures || enforced;
      if (!asks || builtin !== undefined || module?.content === undefined || module.content.signed) return [];
      return refusal(machine, kernel, module, 'signature', 'it has no signature, and the kernel will ask for one');
    });
  },
};

const blacklistParameters = new Set(['module_blacklist', 'modprobe.blacklist']);

/** Lines of modprobe.d and of the command line that keep it from loading. */
const blacklisted: Rule = {
  finds: ['module-blacklisted'],
  judge: (machine) => {
    const next = machine.kernels.find(({ release }) => release === machine.next);
    if (next?.builtin !== undefined) return [];
    const { blacklist, neverInstalled } = machine.modprobe;
    const rebuild: readonly Repair[] = bootable(machine)
      .slice(0, 1)
      .map(({ release }) => ({ do: 'rebuild-initramfs', kernel: release }));
    const inFiles = [blacklist, neverInstalled].flatMap((place) =>
      place === undefined
        ? []
        : {
            id: 'module-blacklisted',
            values: { where: place.source },
            places: [place],
            repairs: [
              { do: 'change', text: `Remove line ${place.line} of ${place.source}: \`${place.text}\`` } as const,
              ...rebuild,
            ],
          },
    );
    const onCommandLine = nextEntries(machine).flatMap(({ options, place }) =>
      readCommandLine(options)
        .filter(([name, value]) => blacklistParameters.has(name) && value.split(',').includes('ena'))
        .map(([name, value]) => ({
          id: 'module-blacklisted',
          values: { where: 'The kernel’s command line' },
          places: [place],
          repairs: [
            {
              do: 'change',
              text: `Take \`${name}=${value}\` off the kernel’s command line (${place.source}; with GRUB also in /etc/default/grub).`,
            } as const,
          ],
        })),
    );
    return [...inFiles, ...onCommandLine];
  },
};

/** The driver as a file: there, known, fitting, allowed. */
export const moduleRules: readonly Rule[] = [missing, notIndexed, misfits, unsigned, blacklisted];
