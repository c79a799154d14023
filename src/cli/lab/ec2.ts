import { command, type Options, type Values } from '../command.ts';

const options = {
  port: {
    type: 'string',
    takes: 'N',
    completes: 'nothing',
    says: 'Listen on this port of 127.0.0.1; any free one, unless told.',
  },
  state: {
    type: 'string',
    takes: 'FILE',
    completes: 'files',
    says: 'Keep everything in FILE, and go on from it where it is there.',
  },
  world: {
    type: 'string',
    takes: 'NAMES',
    completes: ['all', 'none', 'kernel-updated'],
    says: 'Begin with the instances of these stories (--stories lists them, commas between), with all or none.',
  },
  hosts: {
    type: 'string',
    takes: 'KIND',
    completes: ['simulated', 'vm', 'vm:6.1'],
    says: 'What instances are: simulated hosts, or virtual machines with Linux of Debian (vm, vm:KERNEL as of lab vm).',
  },
  stories: { type: 'boolean', says: 'List the stories and the faults of calls, and stop.' },
  region: {
    type: 'string',
    takes: 'REGION',
    completes: ['eu-central-1', 'us-east-1'],
    says: 'Where those instances are.',
  },
  seed: { type: 'string', takes: 'N', completes: 'nothing', says: 'Ids, addresses and boots follow from N.' },
  speed: {
    type: 'string',
    takes: 'N',
    completes: ['1', '60'],
    says: 'Let time in the lab pass N times as fast: with 60 a stop takes less than a second.',
  },
  faults: {
    type: 'string',
    takes: 'LIST',
    completes: ['throttle', 'lose@StopInstances*1', 'capacity@StartInstances'],
    says: 'Lay faults on calls: KIND[:MS][@ACTION][*TIMES][+SKIPPED], commas between.',
  },
  lag: { type: 'string', takes: 'TIME', completes: ['5s'], says: 'Let reads see what was so long ago, as EC2 may.' },
  for: { type: 'string', takes: 'TIME', completes: ['60s', '10m'], says: 'End after TIME instead of on Ctrl-C.' },
  json: { type: 'boolean', says: 'Print endpoint, variables and instances as JSON.' },
} as const satisfies Options;

/** What the options of `ena lab ec2` said. */
export type Ec2Values = Values<typeof options>;

export const ec2 = command({
  name: 'lab ec2',
  takes: '',
  atLeast: 0,
  atMost: 0,
  completes: 'nothing',
  says: 'Serve an EC2 of your own, whose instances are the lab’s hosts.',
  about: [
    'Listens on the loopback interface for what the AWS CLI, the SDKs and `ena recover` say to EC2, and prints the variables that point them here. Any credentials will do, and nothing leaves this machine. Instances boot as their flag, their type and what is installed on them make them: with ENA on and no module for their kernel they are unreachable, and their console says why.',
    'What somebody logged in would do is done beside the API: `curl -d hasEna=true ENDPOINT/lab/guests/INSTANCE-ID` installs the module; a volume’s id works too.',
    'With --hosts vm an instance is a machine in QEMU, with the kernel and the module of Debian: the flag gives it the adapter of the lab or, for Xen’s and Intel’s, QEMU’s virtio; its console is what its kernel printed, its status check whether it answers ARP. It takes its own time, so --world is kernel-updated unless told; `curl -d kernel=7.3 ENDPOINT/lab/guests/INSTANCE-ID` gives it another kernel of the lab at its next start.',
    'AWS CLIs before 2.13 do not know AWS_ENDPOINT_URL and take --endpoint-url.',
  ],
  options,
  examples: [
    {
      line: 'ena lab ec2 --stories',
      says: 'What there can be to begin with, and what can go wrong with calls.',
      ends: [0],
    },
    { line: 'ena lab ec2 --for 1s', says: 'An endpoint with an instance for every story.', ends: [0] },
    {
      line: 'ena lab ec2 --world kernel-updated --speed 60 --state lab.json --for 1s',
      says: 'The page’s own case, sixty times as fast, going on where it ended.',
      ends: [0],
    },
    {
      line: 'ena lab ec2 --hosts vm:6.1 --for 20s',
      says: 'The same case on a virtual machine with Linux 6.1.',
      ends: [0],
    },
    {
      line: 'ena lab ec2 --faults throttle*3,lose@StopInstances*1 --lag 5s --for 1s',
      says: 'An EC2 that throttles, loses an answer and lags.',
      ends: [0],
    },
  ],
  run: async (values, _operands, shell) => {
    const { runEc2 } = await import('./runEc2.ts');
    return runEc2(values, shell);
  },
});
