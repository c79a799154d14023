import { inRange, type Version } from '../../spec/versions.ts';

/** Which versions of the Linux driver something holds for. What is absent holds for none. */
export interface Span {
  /** Out-of-tree releases, in the notation of `inRange`. */
  readonly releases?: string;
  /** Upstream kernels. */
  readonly kernels?: string;
}

/** Whether a version lies in a span. Kernels are compared with kernels only. */
export const isWithin = (version: Version, { releases, kernels }: Span): boolean => {
  const range = version.origin === 'kernel' ? kernels : releases;
  return range !== undefined && inRange(version, range);
};
