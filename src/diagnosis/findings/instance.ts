import type { InstanceSeen } from '../../evidence/ec2/instanceSeen.ts';
import type { FindingRow, Values } from './finding.ts';

const who = ({ instance, type }: Values): string =>
  instance === undefined ? 'The instance' : `Instance ${instance}${type === undefined ? '' : ` (${type})`}`;

/** A healthy instance on a type where ENA is optional; each example says how it differs. */
const sound: InstanceSeen = {
  kind: 'instance',
  id: 'i-0123456789abcdef0',
  lines: ['state: running', 'instance type: r4.large (ENA supported)', 'enaSupport: true'],
  state: 'running',
  type: 'r4.large',
  typeEna: 'supported',
  paravirtual: false,
  rootDevice: 'ebs',
  enaFlag: true,
  imageEnaFlag: true,
  systemStatus: 'ok',
  instanceStatus: 'ok',
  interfaces: 1,
};

/** What EC2 says of an instance, without entering it. */
export const instanceFindings: readonly FindingRow[] = [
  {
    id: 'unreachable-ena-optional',
    severity: 'critical',
    blame: 'configuration',
    confidence: 'likely',
    title: 'The instance has an ENA adapter and no driver for it, and can do without ENA',
    meaning: (values) =>
      `${who(values)} is given an ENA adapter, and the kernel that booted has no working ena module, so it has no network. Its type also works with ENA off: then it gets the stock adapter, which every kernel knows.`,
    advice: [
      '`ena recover INSTANCE-ID` shows the plan: stop, switch enaSupport off, start. Then install the module for the kernel, check with `ena preflight`, and `ena recover --enable INSTANCE-ID`.',
    ],
    examples: [],
    seen: [{ ...sound, instanceStatus: 'impaired', consoleKernel: '6.1.0-13-cloud-amd64' }],
    unseen: [
      { ...sound, instanceStatus: 'impaired' },
      { ...sound, consoleKernel: '6.1.0-13-cloud-amd64' },
    ],
  },
  {
    id: 'unreachable-ena-required',
    severity: 'critical',
    blame: 'configuration',
    confidence: 'likely',
    title: 'The instance has no driver for its ENA adapter, and its type has no other adapter',
    meaning: (values) =>
      `${who(values)} is of a type that always has ENA, and the kernel that booted has no working ena module, so it has no network. Switching enaSupport off does not help here: the instance would not start.`,
    advice: [
      'Repair the root volume on another instance: `ena recover --rescue VIA-INSTANCE INSTANCE-ID` shows the plan.',
      'Or boot an older kernel, or log in, over the EC2 serial console; or replace the root volume from a snapshot that worked.',
    ],
    examples: [],
    seen: [{ ...sound, type: 'm5.large', typeEna: 'required', instanceStatus: 'impaired', consoleKernel: '6.1.0' }],
    unseen: [{ ...sound, instanceStatus: 'impaired', consoleKernel: '6.1.0' }],
  },
  {
    id: 'ena-flag-on-paravirtual',
    severity: 'critical',
    blame: 'configuration',
    confidence: 'likely',
    title: 'enaSupport is on for a paravirtual instance',
    meaning: (values) =>
      `${who(values)} is paravirtual (PV). ENA is for hardware virtual machines (HVM) alone; with the flag on, a PV instance can become unreachable.`,
    advice: [
      'Register an image of its root snapshot without the flag and launch from that; better, move to an HVM image of the distribution.',
    ],
    examples: [],
    seen: [{ ...sound, paravirtual: true }],
    unseen: [{ ...sound, paravirtual: true, enaFlag: false }],
  },
  {
    id: 'ena-required-flag-off',
    severity: 'critical',
    blame: 'configuration',
    confidence: 'certain',
    title: 'The type requires ENA and enaSupport is off',
    meaning: (values) =>
      `${who(values)} is of a type that works with ENA alone, and its flag is off: EC2 will not start it.`,
    advice: [
      'Make sure that the image has the ena module (`ena preflight --root DIR` on its root volume), then `ena recover --enable INSTANCE-ID`.',
      'Or change it back to the type it had (`aws ec2 modify-instance-attribute --instance-type`).',
    ],
    examples: [],
    seen: [{ ...sound, type: 'm5.large', typeEna: 'required', enaFlag: false, state: 'stopped' }],
    unseen: [{ ...sound, enaFlag: false }],
  },
  {
    id: 'instance-stopped-by-failure',
    severity: 'critical',
    blame: 'unknown',
    confidence: 'certain',
    title: 'EC2 stopped the instance, or could not start it',
    meaning: (values) =>
      `${who(values)} is stopped, and not because somebody stopped it${values.reason ? `: EC2 gives \`${values.reason}\`` : ''}. A start that EC2 accepts can still fall back to stopped.`,
    advice: [
      '`Server.InsufficientInstanceCapacity`: start it later, or change its type or placement group.',
      '`Client.InternalError`: most often an encrypted volume whose KMS key is disabled, deleted or not granted.',
      '`Client.VolumeLimitExceeded`, `Client.InstanceTerminated…`: look at limits and quotas. Else: EC2’s message stands in the evidence.',
    ],
    examples: [],
    seen: [{ ...sound, state: 'stopped', stateReason: 'Server.InsufficientInstanceCapacity' }],
    unseen: [{ ...sound, state: 'stopped', stateReason: 'Client.UserInitiatedShutdown' }],
  },
  {
    id: 'status-check-failed:system',
    severity: 'critical',
    blame: 'device',
    confidence: 'likely',
    title: 'The system status check fails: what lies below the instance is impaired',
    meaning: (values) =>
      `EC2 does not reach the host of ${who(values).replace(/^I/, 'i').replace(/^T/, 't')}: power, network or hardware on Amazon’s side.`,
    advice: ['Stop and start it, which moves it to another host (instance-store data is lost), or wait for recovery.'],
    examples: [],
    seen: [{ ...sound, systemStatus: 'impaired' }],
    unseen: [
      { ...sound, systemStatus: 'initializing' },
      { ...sound, systemStatus: 'impaired', state: 'stopping' },
    ],
  },
  {
    id: 'status-check-failed:instance',
    severity: 'critical',
    blame: 'unknown',
    confidence: 'certain',
    title: 'The instance status check fails: the instance does not answer on its network',
    meaning: (values) =>
      `${who(values)} runs, and EC2’s probe of its network interface gets no answer: no driver, a network configuration that fits another name or MAC, a panic, or memory used up.`,
    advice: [
      'Read the console output for the cause; the other findings say what it shows.',
      'Nothing there? `aws ec2 get-console-screenshot`, the EC2 serial console, or `aws ec2 send-diagnostic-interrupt` for a crash dump.',
    ],
    examples: [],
    seen: [{ ...sound, instanceStatus: 'impaired' }],
    unseen: [sound, { ...sound, instanceStatus: 'insufficient-data' }],
  },
  {
    id: 'status-check-failed:volume',
    severity: 'critical',
    blame: 'unknown',
    confidence: 'certain',
    title: 'The attached-volume status check fails',
    meaning: (values) => `${who(values)} does not complete I/O on an EBS volume.`,
    advice: ['Look at the volume’s own status (`aws ec2 describe-volume-status`); ENA has no part in it.'],
    examples: [],
    seen: [{ ...sound, volumeStatus: 'impaired' }],
    unseen: [sound],
  },
  {
    id: 'no-network-interface',
    severity: 'critical',
    blame: 'configuration',
    confidence: 'certain',
    title: 'The instance has no network interface',
    meaning: (values) => `${who(values)} runs, and EC2 lists no network interface of it.`,
    advice: ['Attach one: `aws ec2 attach-network-interface --device-index 0 …`.'],
    examples: [],
    seen: [{ ...sound, interfaces: 0 }],
    unseen: [{ ...sound, state: 'stopped', interfaces: 0 }],
  },
  {
    id: 'ena-flag-off',
    severity: 'notice',
    blame: 'configuration',
    confidence: 'certain',
    title: 'The type offers ENA and enaSupport is off',
    meaning: (values) => `${who(values)} works on the stock adapter, which is slower than the type allows.`,
    advice: ['When the ena module is in place (`ena preflight`): `ena recover --enable INSTANCE-ID`.'],
    examples: [],
    seen: [{ ...sound, enaFlag: false }],
    unseen: [sound, { ...sound, enaFlag: false, typeEna: 'unsupported' }],
  },
  {
    id: 'ena-flag-without-need',
    severity: 'notice',
    blame: 'configuration',
    confidence: 'certain',
    title: 'enaSupport is on and the type has no ENA',
    meaning: (values) =>
      `The flag of ${who(values).replace(/^I/, 'i').replace(/^T/, 't')} has no effect on this type. It matters once the type is changed.`,
    advice: ['Nothing to do; before a move to a newer type run `ena preflight` inside.'],
    examples: [],
    seen: [{ ...sound, typeEna: 'unsupported', type: 'c4.large' }],
    unseen: [sound],
  },
  {
    id: 'image-lacks-ena-flag',
    severity: 'notice',
    blame: 'configuration',
    confidence: 'certain',
    title: 'The instance has enaSupport, its image has not',
    meaning:
      'An instance launched anew from that image will lack the flag, and will not start on types that require ENA.',
    advice: ['Create an image of this instance, which inherits the flag; an existing image’s flag cannot be changed.'],
    examples: [],
    seen: [{ ...sound, imageEnaFlag: false }],
    unseen: [sound],
  },
];
