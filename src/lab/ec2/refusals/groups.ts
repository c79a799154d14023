import { refusal } from './refusal.ts';

/** Why Auto Scaling refuses. None of these sentences was compared with the service. */
export const groupRefusals = {
  noSuchGroup: refusal(
    'ValidationError',
    (name: string) => `AutoScalingGroup name not found - AutoScalingGroup '${name}' not found`,
    undefined,
  ),
  notMember: refusal(
    'ValidationError',
    (id: string, group: string) => `The instance ${id} is not part of Auto Scaling group ${group}.`,
    undefined,
  ),
  notInService: refusal('ValidationError', (id: string) => `The instance ${id} is not in InService.`, undefined),
  notInStandby: refusal('ValidationError', (id: string) => `The instance ${id} is not in Standby.`, undefined),
  belowMinimum: refusal(
    'ValidationError',
    (group: string) => `AutoScalingGroup ${group} has min-size that forbids to decrement its desired capacity.`,
    undefined,
  ),
  aboveMaximum: refusal(
    'ValidationError',
    (group: string) => `AutoScalingGroup ${group} has max-size that forbids to increment its desired capacity.`,
    undefined,
  ),
} as const;
