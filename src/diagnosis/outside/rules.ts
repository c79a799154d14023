import type { InstanceSeen } from '../../evidence/ec2/instanceSeen.ts';
import type { Severity } from '../report.ts';

/** What EC2 says of an instance that leads to a finding by itself. */
export interface OutsideRule {
  readonly finding: string;
  readonly when: (seen: InstanceSeen) => boolean;
  /** The facts that prove it, by the name they are cited under. */
  readonly proof: readonly string[];
  readonly severity?: Severity;
}

const running = ({ state }: InstanceSeen): boolean => state === 'running';
const stopped = ({ state }: InstanceSeen): boolean => state === 'stopped';

/** Codes of StateReason that a person's own stop or shutdown leaves; every other one tells of something that failed. */
const ownDoing: ReadonlySet<string> = new Set([
  'Client.UserInitiatedShutdown',
  'Client.UserInitiatedHibernate',
  'Client.InstanceInitiatedShutdown',
]);

export const outsideRules: readonly OutsideRule[] = [
  {
    finding: 'ena-flag-on-paravirtual',
    when: ({ paravirtual, enaFlag }) => paravirtual && enaFlag,
    proof: ['virtualization', 'enaSupport'],
  },
  {
    finding: 'ena-required-flag-off',
    when: ({ typeEna, enaFlag }) => typeEna === 'required' && !enaFlag,
    proof: ['instance type', 'enaSupport'],
  },
  {
    finding: 'ena-flag-without-need',
    when: ({ typeEna, enaFlag, paravirtual }) => typeEna === 'unsupported' && enaFlag && !paravirtual,
    proof: ['instance type', 'enaSupport'],
  },
  {
    finding: 'ena-flag-off',
    when: ({ typeEna, enaFlag, paravirtual }) => typeEna === 'supported' && !enaFlag && !paravirtual,
    proof: ['instance type', 'enaSupport'],
  },
  {
    finding: 'image-lacks-ena-flag',
    when: ({ enaFlag, imageEnaFlag }) => enaFlag && imageEnaFlag === false,
    proof: ['enaSupport', 'enaSupport of the image'],
  },
  {
    finding: 'instance-stopped-by-failure',
    when: (seen) => stopped(seen) && seen.stateReason !== undefined && !ownDoing.has(seen.stateReason),
    proof: ['state', 'last transition'],
  },
  {
    finding: 'status-check-failed:system',
    when: (seen) => running(seen) && seen.systemStatus === 'impaired',
    proof: ['system status'],
  },
  {
    finding: 'status-check-failed:instance',
    when: (seen) => running(seen) && seen.instanceStatus === 'impaired',
    proof: ['instance status'],
  },
  {
    finding: 'status-check-failed:volume',
    when: (seen) => running(seen) && seen.volumeStatus === 'impaired',
    proof: ['volume status'],
  },
  {
    finding: 'no-network-interface',
    when: (seen) => running(seen) && seen.interfaces === 0,
    proof: ['network interfaces'],
  },
];
