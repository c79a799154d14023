import type { DkmsPackage } from '../../evidence/root/dkms.ts';
import type { Machine } from '../../evidence/root/machine.ts';
import type { Severity } from '../report.ts';
import { bootable, type Rule, type Sighting } from './sighting.ts';

type Conf = ReadonlyMap<string, string>;

/** One thing that may be wrong with a `dkms.conf`. */
export interface ConfFault {
  /** The directive that is at fault. */
  readonly directive: string;
  /** The fault, as a sentence. */
  readonly says: string;
  /** dkms will have none of it; else it does something else than what was meant. */
  readonly refused: boolean;
  readonly severity: Severity;
  holds(conf: Conf, version: string): boolean;
}

const value = (conf: Conf, name: string): string => conf.get(name) ?? '';
const isModuleFile = /\.k?o$/;

/**
 * What dkms refuses, and what makes it build for another kernel than the one that is to boot.
 * Sources: dkms(8), "DKMS.CONF"; the EC2 User Guide's dkms.conf for the ENA driver.
 */
// biome-ignore format: a table
export const confFaults: readonly ConfFault[] = [
  { directive: 'PACKAGE_NAME', refused: true, severity: 'warning', says: '`dkms.conf` has no PACKAGE_NAME.', holds: (conf) => value(conf, 'PACKAGE_NAME') === '' },
  { directive: 'PACKAGE_VERSION', refused: true, severity: 'warning', says: '`dkms.conf` has no PACKAGE_VERSION.', holds: (conf) => value(conf, 'PACKAGE_VERSION') === '' },
  { directive: 'PACKAGE_VERSION', refused: false, severity: 'notice', says: 'PACKAGE_VERSION of `dkms.conf` is another than that of its folder.', holds: (conf, version) => !['', version].includes(value(conf, 'PACKAGE_VERSION')) && !/[$#@]/.test(value(conf, 'PACKAGE_VERSION')) },
  { directive: 'BUILT_MODULE_NAME', refused: true, severity: 'warning', says: 'BUILT_MODULE_NAME of `dkms.conf` must be the name of the module, without `.ko`.', holds: (conf) => isModuleFile.test(value(conf, 'BUILT_MODULE_NAME')) },
  { directive: 'DEST_MODULE_NAME', refused: true, severity: 'warning', says: 'DEST_MODULE_NAME of `dkms.conf` must be the name of the module, without `.ko`.', holds: (conf) => isModuleFile.test(value(conf, 'DEST_MODULE_NAME')) },
  { directive: 'DEST_MODULE_LOCATION', refused: true, severity: 'warning', says: '`dkms.conf` has no DEST_MODULE_LOCATION.', holds: (conf) => value(conf, 'DEST_MODULE_LOCATION') === '' },
  { directive: 'DEST_MODULE_LOCATION', refused: true, severity: 'warning', says: 'DEST_MODULE_LOCATION of `dkms.conf` must begin with /kernel, /updates or /extra.', holds: (conf) => !/^(?:$|\/(?:kernel|updates|extra))/.test(value(conf, 'DEST_MODULE_LOCATION')) },
  { directive: 'MAKE', refused: false, severity: 'warning', says: 'MAKE of `dkms.conf` builds for the running kernel, not for the one dkms asks for: it needs `BUILD_KERNEL=$kernelver`.', holds: (conf) => value(conf, 'MAKE') !== '' && !/kernelver|kernel_source_dir|KERNELRELEASE/.test(value(conf, 'MAKE')) },
];

/** Whether each kernel has a driver of its own, so that one more is a choice and not a need. */
const haveOwn = (machine: Machine): boolean =>
  bootable(machine).every(({ builtin, module }) => builtin !== undefined || module?.content?.inTree === true);

const told = (
  one: DkmsPackage,
  why: string,
  variant: string,
  severity: Severity,
  repair: Sighting['repairs'],
): Sighting => ({
  id: `dkms-will-not-rebuild:${variant}`,
  severity,
  values: { module: one.name, version: one.version, why },
  places: [one.place],
  repairs: repair,
});

const judgeConf = (one: DkmsPackage): readonly Sighting[] => {
  const { conf, name, version } = one;
  if (conf === undefined)
    return [
      told(one, `The sources of ${name} ${version} are gone.`, 'sources', 'warning', [
        { do: 'change', text: `Put the driver’s sources and its dkms.conf back into /usr/src/${name}-${version}.` },
      ]),
    ];
  return confFaults
    .filter(({ holds }) => holds(conf, version))
    .map(({ says, directive, severity }) =>
      told(one, says, 'conf', severity, [
        {
          do: 'change',
          text: `Correct ${directive} in /usr/src/${name}-${version}/dkms.conf; docs/preflight.md shows a whole one.`,
        },
      ]),
    );
};

const rebuilds: Rule = {
  finds: [
    'dkms-will-not-rebuild:conf',
    'dkms-will-not-rebuild:sources',
    'dkms-will-not-rebuild:autoinstall',
    'dkms-will-not-rebuild:not-added',
  ],
  judge: (machine) => {
    const severity = haveOwn(machine) ? 'notice' : 'warning';
    const [newest] = machine.dkms.slice(-1);
    return machine.dkms.flatMap((one) => {
      const { name, version } = one;
      if (!one.added) {
        // Sources beside a release that dkms has are an older or a newer one laid ready.
        const repair = [{ do: 'install-by-dkms', name, version } as const];
        const why = `The sources of ${name} ${version} lie ready, and dkms was never told of them.`;
        return one === newest && !machine.dkms.some(({ added }) => added)
          ? told(one, why, 'not-added', severity, repair)
          : [];
      }
      const faults = judgeConf(one);
      const off = one.conf !== undefined && value(one.conf, 'AUTOINSTALL') === '';
      const why = '`dkms.conf` does not say AUTOINSTALL="yes", so dkms builds nothing by itself.';
      const change = {
        do: 'change',
        text: `Add \`AUTOINSTALL="yes"\` to /usr/src/${name}-${version}/dkms.conf.`,
      } as const;
      return off ? [...faults, told(one, why, 'autoinstall', severity, [change])] : faults;
    });
  },
};

/** A driver that dkms has, and cannot build for a kernel that boots, for lack of headers. */
const headers: Rule = {
  finds: ['kernel-headers-missing'],
  judge: (machine) =>
    machine.dkms
      .filter(({ added, conf }) => added && conf !== undefined && value(conf, 'AUTOINSTALL') !== '')
      .slice(-1)
      .flatMap(({ built, name, version }) =>
        bootable(machine)
          .filter((kernel) => !kernel.headers && !built.includes(kernel.release))
          .map((kernel) => ({
            id: 'kernel-headers-missing',
            severity:
              kernel.module === undefined && kernel.builtin === undefined ? ('critical' as const) : ('notice' as const),
            values: { kernel: kernel.release },
            places: [],
            repairs: [
              { do: 'install-headers', kernel: kernel.release } as const,
              { do: 'install-by-dkms', name, version, kernel: kernel.release } as const,
            ],
          })),
      ),
};

/** Whether the driver that dkms has outlives the next kernel update. */
export const dkmsRules: readonly Rule[] = [rebuilds, headers];
