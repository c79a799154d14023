/** How an instance type stands to ENA, as DescribeInstanceTypes says it. */
export type EnaOfType = 'unsupported' | 'supported' | 'required';

/** What can be known of an instance without entering it: EC2's answers in one place. */
export interface InstanceSeen {
  readonly kind: 'instance';
  readonly id: string;
  /** One `name: value` a line, as a report cites them. */
  readonly lines: readonly string[];
  readonly state: string;
  /** `Server.InsufficientInstanceCapacity`; absent while nothing is told. */
  readonly stateReason?: string;
  readonly type: string;
  /** Absent where the type could not be looked up. */
  readonly typeEna?: EnaOfType;
  readonly paravirtual: boolean;
  readonly rootDevice: string;
  /** The instance's own flag; false where it was never set. */
  readonly enaFlag: boolean;
  /** The flag of its image; absent where the image is gone. */
  readonly imageEnaFlag?: boolean;
  /** `ok`, `impaired`, `initializing`, `insufficient-data`, `not-applicable`. */
  readonly systemStatus?: string;
  readonly instanceStatus?: string;
  readonly volumeStatus?: string;
  /** Network interfaces attached to it. */
  readonly interfaces: number;
  /** The console shows a kernel that booted. */
  readonly consoleKernel?: string;
}

/** An image of the account, as `ena audit` looks at it. */
export interface ImageSeen {
  readonly id: string;
  readonly name: string;
  readonly enaFlag: boolean;
  readonly paravirtual: boolean;
}
