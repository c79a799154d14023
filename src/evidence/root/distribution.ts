import type { RootTree } from './rootTree.ts';

/** Whose packages and tools are at hand. */
export interface Distribution {
  /** `ID` of os-release: `amzn`, `ubuntu`. */
  readonly id: string;
  /** `ID_LIKE`. */
  readonly like: readonly string[];
  /** `VERSION_ID`. */
  readonly version: string;
  readonly name: string;
}

/** Reads os-release, or what the distributions had before it. */
export const readDistribution = (tree: RootTree): Distribution => {
  const lines = tree.lines('/etc/os-release') ?? tree.lines('/usr/lib/os-release');
  const value = (key: string): string | undefined =>
    lines
      ?.flatMap((line) => (line.startsWith(`${key}=`) ? [line.slice(key.length + 1).trim()] : []))
      .at(-1)
      ?.replace(/^(["'])(.*)\1$/, '$2');
  const release = tree.lines('/etc/system-release')?.[0] ?? '';
  return {
    id: value('ID') ?? (/^Amazon Linux AMI/.test(release) ? 'amzn' : ''),
    like: (value('ID_LIKE') ?? (release === '' ? '' : 'rhel')).split(/\s+/).filter(Boolean),
    version: value('VERSION_ID') ?? '',
    name: (value('PRETTY_NAME') ?? release) || 'a distribution not known',
  };
};
