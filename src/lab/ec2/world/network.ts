/** The network every region of the lab has: one VPC, a subnet in each zone, the VPC's default security group. */

export const vpcId = 'vpc-0e1a0000000000001';

export interface Subnet {
  readonly id: string;
  readonly zone: 'a' | 'b' | 'c';
  /** First two numbers of its addresses. */
  readonly prefix: string;
}

export const subnets: readonly Subnet[] = [
  { id: 'subnet-0e1a0000000000001', zone: 'a', prefix: '172.31' },
  { id: 'subnet-0e1a0000000000002', zone: 'b', prefix: '172.30' },
  { id: 'subnet-0e1a0000000000003', zone: 'c', prefix: '172.29' },
];

export const defaultSecurityGroup = { id: 'sg-0e1a0000000000001', name: 'default' } as const;

/** Regions the endpoint answers for; each has a world of its own. */
export const regions: readonly string[] = [
  'ap-northeast-1',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
];
