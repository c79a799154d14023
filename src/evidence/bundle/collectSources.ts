import { collect } from '../collect.ts';
import type { LogReader } from '../log/logReader.ts';
import type { SourceSummary } from '../source.ts';
import { type BundleFile, mostMemberBytes } from './bundleFile.ts';
import type { Redactor } from './redactor.ts';

export interface CollectSourcesOptions {
  now(): Date;
  readonly stdin: AsyncIterable<Uint8Array>;
}

/** Takes every line of a text, whatever it is, and adds them to the bundle when it has ended. */
const taker = (source: string, bundle: BundleFile, redactor: Redactor): LogReader => {
  const lines: string[] = [];
  let left = mostMemberBytes;
  return {
    read: ({ text }) => {
      const line = redactor.line(text);
      left -= line.length + 1;
      if (left >= 0) lines.push(line);
      return 'other';
    },
    end: () => {
      if (left < 0) lines.push('-- ena collect: the rest was left out, for it is too long');
      if (lines.length > 0)
        bundle.add(`sources/${redactor.line(source).replaceAll(':', '/')}`, `${lines.join('\n')}\n`);
      return [];
    },
  };
};

/**
 * Redacts texts somebody has (files, folders, archives, `-`) and adds them to the bundle, unpacked. What is no text is
 * left out. Tells what became of each source, as reading them does.
 */
export const collectSources = async (
  sources: readonly string[],
  bundle: BundleFile,
  redactor: Redactor,
  { now, stdin }: CollectSourcesOptions,
): Promise<readonly SourceSummary[]> => {
  const { summaries } = await collect(sources, () => {}, {
    now,
    stdin,
    // Looking for a few strings only would leave lines out.
    limits: { scanFromBytes: Number.POSITIVE_INFINITY },
    readers: { openLog: ({ source }) => taker(source, bundle, redactor), sections: [] },
  });
  return summaries;
};
