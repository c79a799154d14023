import type {
  AutoScalingInstance,
  Filter,
  Image,
  Instance,
  InstanceStatus,
  InstanceTypeInfo,
  Snapshot,
  Volume,
} from './shapes.ts';

/** One call of an API: what goes in, what comes out. */
export interface Call<Input, Output> {
  readonly input: Input;
  readonly output: Output;
}

interface Page {
  readonly Filters?: readonly Filter[];
  readonly MaxResults?: number;
  readonly NextToken?: string;
}

interface Paged {
  readonly NextToken?: string;
}

/** The calls that only look. */
export interface ReadCalls {
  DescribeInstances: Call<
    Page & { readonly InstanceIds?: readonly string[] },
    Paged & { readonly Reservations?: readonly { readonly Instances?: readonly Instance[] }[] }
  >;
  DescribeInstanceStatus: Call<
    { readonly InstanceIds: readonly string[]; readonly IncludeAllInstances: boolean },
    { readonly InstanceStatuses?: readonly InstanceStatus[] }
  >;
  DescribeInstanceAttribute: Call<
    { readonly InstanceId: string; readonly Attribute: 'enaSupport' | 'disableApiStop' },
    { readonly EnaSupport?: { readonly Value?: boolean }; readonly DisableApiStop?: { readonly Value?: boolean } }
  >;
  DescribeInstanceTypes: Call<
    Page & { readonly InstanceTypes?: readonly string[] },
    Paged & { readonly InstanceTypes?: readonly InstanceTypeInfo[] }
  >;
  DescribeImages: Call<
    Page & { readonly ImageIds?: readonly string[]; readonly Owners?: readonly string[] },
    Paged & { readonly Images?: readonly Image[] }
  >;
  GetConsoleOutput: Call<
    { readonly InstanceId: string; readonly Latest?: boolean },
    { readonly Output?: string; readonly Timestamp?: Date }
  >;
  DescribeVolumes: Call<{ readonly VolumeIds: readonly string[] }, { readonly Volumes?: readonly Volume[] }>;
  DescribeSnapshots: Call<
    { readonly SnapshotIds?: readonly string[]; readonly Filters?: readonly Filter[] },
    { readonly Snapshots?: readonly Snapshot[] }
  >;
  DescribeAutoScalingInstances: Call<
    { readonly InstanceIds: readonly string[] },
    { readonly AutoScalingInstances?: readonly AutoScalingInstance[] }
  >;
}

/**
 * EC2 as enakit sees it: a call by name. Rejects with `Ec2Error` alone, never repeats a call by itself. What wraps it
 * (patience, a rate, a test that cuts the line) is again such a function.
 */
export type Ask<Known = ReadCalls> = <Name extends keyof Known>(
  name: Name,
  input: Known[Name] extends Call<infer Input, unknown> ? Input : never,
) => Promise<Known[Name] extends Call<unknown, infer Output> ? Output : never>;
