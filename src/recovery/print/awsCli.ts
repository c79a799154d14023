import { callRows } from '../ec2/calls.ts';
import type { Condition } from '../plan.ts';
import type { Dialect } from './dialect.ts';

const kebab = (name: string): string =>
  name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '-').toLowerCase();

/** As a POSIX shell reads it: bare where nothing in it is special, a variable in double quotes, else in single ones. */
const quoted = (text: string): string => {
  if (/^\$\w+$/.test(text)) return `"${text}"`;
  return /^[\w./:=,@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
};

const isValue = (value: unknown): value is { readonly Value: boolean } =>
  typeof value === 'object' && value !== null && 'Value' in value && typeof value.Value === 'boolean';

/** The CLI's own rules: a boolean is an option or its `--no-` form, a list its members, a structure JSON. */
const option = (name: string, value: unknown): string => {
  const flag = isValue(value) ? value.Value : value;
  if (typeof flag === 'boolean') return flag ? `--${name}` : `--no-${name}`;
  if (Array.isArray(value) && value.every((each) => typeof each === 'string'))
    return [`--${name}`, ...value.map(quoted)].join(' ');
  return `--${name} ${typeof value === 'object' ? quoted(JSON.stringify(value)) : quoted(String(value))}`;
};

/** RunInstances counts `MinCount` and `MaxCount` with one option. */
const renamed: Readonly<Record<string, string | undefined>> = { 'min-count': undefined, 'max-count': 'count' };

const options = (input: object): string[] =>
  Object.entries(input).flatMap(([key, value]) => {
    const name = kebab(key);
    const called = Object.hasOwn(renamed, name) ? renamed[name] : name;
    return called === undefined ? [] : option(called, value);
  });

const queries = { ImageId: 'ImageId', SnapshotId: 'SnapshotId', InstanceId: 'Instances[0].InstanceId' } as const;

const until = (command: string, wanted: string): readonly string[] => [
  `until [ "$(${command} --output text)" = ${wanted} ]; do sleep 15; done`,
];

const lifecycle = (id: string, wanted: string) =>
  until(
    `aws autoscaling describe-auto-scaling-instances --instance-ids ${quoted(id)} --query 'AutoScalingInstances[0].LifecycleState'`,
    wanted,
  );

const waits: {
  readonly [Holds in Condition['holds']]: (of: Extract<Condition, { readonly holds: Holds }>) => readonly string[];
} = {
  'instance-state': ({ instance, is }) => [`aws ec2 wait instance-${is} --instance-ids ${quoted(instance)}`],
  'status-ok': ({ instance }) => [`aws ec2 wait instance-status-ok --instance-ids ${quoted(instance)}`],
  'ena-flag': () => [],
  standby: ({ instance }) => lifecycle(instance, 'Standby'),
  'in-service': ({ instance }) => lifecycle(instance, 'InService'),
  'snapshot-completed': ({ snapshot }) => [`aws ec2 wait snapshot-completed --snapshot-ids ${quoted(snapshot)}`],
  'volume-free': ({ volume }) => [`aws ec2 wait volume-available --volume-ids ${quoted(volume)}`],
  'volume-attached': ({ volume }) =>
    until(
      `aws ec2 describe-volumes --volume-ids ${quoted(volume)} --query 'Volumes[0].Attachments[0].State'`,
      'attached',
    ),
  'image-available': ({ image }) => [`aws ec2 wait image-available --image-ids ${quoted(image)}`],
  'image-gone': () => [],
};

/** The AWS CLI, version 2, in a POSIX shell. */
export const awsCli: Dialect = {
  pause: "printf 'Press Enter when that is done: '; read -r _",
  call: ({ name, input }, yields) => {
    const words = ['aws', callRows[name].service, kebab(name), ...options(input)];
    if (yields === undefined) return words.join(' ');
    return `${yields}=$(${words.join(' ')} --query ${quoted(queries[yields])} --output text)`;
  },
  wait: <Holds extends Condition['holds']>(condition: Extract<Condition, { readonly holds: Holds }>) =>
    waits[condition.holds as Holds](condition),
};
