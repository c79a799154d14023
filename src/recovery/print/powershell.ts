import { callRows } from '../ec2/calls.ts';
import type { Condition } from '../plan.ts';
import type { Dialect } from './dialect.ts';

/** A variable stays bare; a word may; all else is a verbatim string. */
const quoted = (text: string): string =>
  /^(?:\$\w+|[A-Za-z][\w./:-]*)$/.test(text) ? text : `'${text.replaceAll("'", "''")}'`;

/** As PowerShell writes values: `$true`, lists with commas, structures as hash tables. */
const literal = (value: unknown): string => {
  if (typeof value === 'boolean') return value ? '$true' : '$false';
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.map(literal).join(',');
  if (typeof value !== 'object' || value === null) return quoted(String(value));
  if ('Value' in value && Object.keys(value).length === 1) return literal(value.Value);
  const fields = Object.entries(value).map(([key, each]) => {
    const text = literal(each);
    return `${key}=${Array.isArray(each) ? `@(${text})` : text.startsWith("'") || text.startsWith('$') || text.startsWith('@') ? text : `'${text}'`}`;
  });
  return `@{${fields.join(';')}}`;
};

/** Cmdlets name parameters in the singular, whatever EC2 does, and structures by the one field they hold. */
const renamed: Readonly<Record<string, string>> = {
  InstanceIds: 'InstanceId',
  SecurityGroupIds: 'SecurityGroupId',
  TagSpecifications: 'TagSpecification',
  IamInstanceProfile: 'InstanceProfile_Arn',
};

const parameter = ([key, value]: [string, unknown]): string => {
  const name = renamed[key] ?? key;
  const inner = name === 'InstanceProfile_Arn' ? (value as { readonly Arn: string }).Arn : value;
  return `-${name} ${literal(inner)}`;
};

/** What the cmdlet returns, and where in it the id stands. */
const yieldedBy = { ImageId: '', SnapshotId: '.SnapshotId', InstanceId: '.Instances[0].InstanceId' } as const;

const until = (left: string, right: string): readonly string[] => [`while (${left} -ne '${right}') { Start-Sleep 15 }`];

const state = (instance: string): string => `(Get-EC2Instance -InstanceId ${quoted(instance)}).Instances[0].State.Name`;

const lifecycle = (id: string, wanted: string) =>
  until(`(Get-ASAutoScalingInstance -InstanceId ${quoted(id)}).LifecycleState`, wanted);

const waits: {
  readonly [Holds in Condition['holds']]: (of: Extract<Condition, { readonly holds: Holds }>) => readonly string[];
} = {
  'instance-state': ({ instance, is }) => until(state(instance), is),
  'status-ok': ({ instance }) => until(`(Get-EC2InstanceStatus -InstanceId ${quoted(instance)}).Status.Status`, 'ok'),
  'ena-flag': () => [],
  standby: ({ instance }) => lifecycle(instance, 'Standby'),
  'in-service': ({ instance }) => lifecycle(instance, 'InService'),
  'snapshot-completed': ({ snapshot }) => until(`(Get-EC2Snapshot -SnapshotId ${quoted(snapshot)}).State`, 'completed'),
  'volume-free': ({ volume }) => until(`(Get-EC2Volume -VolumeId ${quoted(volume)}).State`, 'available'),
  'volume-attached': ({ volume }) =>
    until(`(Get-EC2Volume -VolumeId ${quoted(volume)}).Attachments[0].State`, 'attached'),
  'image-available': ({ image }) => until(`(Get-EC2Image -ImageId ${quoted(image)}).State`, 'available'),
  'image-gone': () => [],
};

/** AWS Tools for PowerShell. */
export const powershell: Dialect = {
  pause: "Read-Host 'Press Enter when that is done'",
  call: ({ name, input }, yields) => {
    const words = [callRows[name].cmdlet, ...Object.entries(input).map(parameter)].join(' ');
    return yields === undefined ? words : `$${yields} = (${words})${yieldedBy[yields]}`;
  },
  wait: <Holds extends Condition['holds']>(condition: Extract<Condition, { readonly holds: Holds }>) =>
    waits[condition.holds as Holds](condition),
};
