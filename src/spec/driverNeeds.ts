/** What needs a driver of a certain release, out of tree, to work fully. Source: the driver's best-practice guide. */
export interface DriverNeed {
  /** Whether an instance type needs it. */
  readonly of: (instanceType: string) => boolean;
  /** First release that serves it. */
  readonly release: string;
  readonly what: string;
}

/** `c7gn.16xlarge` is of the seventh generation. Families without a number (`u-6tb1`, `mac1`) are none of these. */
const generationOf = (instanceType: string): number => Number(/^[a-z]{1,3}(\d)[a-z-]*\./.exec(instanceType)?.[1] ?? 0);

export const driverNeeds: readonly DriverNeed[] = [
  {
    of: (type) => generationOf(type) >= 6,
    release: '2.2.9',
    what: 'instances of the sixth generation and later carry the third version of the device: older drivers lose performance on it, those before 1.2.0 do not attach',
  },
];
