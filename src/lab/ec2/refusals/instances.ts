import { refusal } from './refusal.ts';

/** By several users who met it. */
const pasted = 'pasted in public';

/** Why EC2 refuses to launch, start, stop, change or end an instance. */
export const instanceRefusals = {
  notStopped: refusal(
    'IncorrectInstanceState',
    (id: string) => `The instance '${id}' is not in the 'stopped' state.`,
    'hashicorp/packer#2763',
  ),
  cannotStart: refusal(
    'IncorrectInstanceState',
    (id: string) => `The instance '${id}' is not in a state from which it can be started.`,
    pasted,
  ),
  cannotStop: refusal(
    'IncorrectInstanceState',
    (id: string) => `This instance '${id}' is not in a state from which it can be stopped.`,
    pasted,
  ),
  neverRan: refusal(
    'IncorrectInstanceState',
    (id: string) => `The instance '${id}' cannot be stopped as it has never reached the 'running' state`,
    'cloud-custodian#6014',
  ),
  cannotReboot: refusal(
    'IncorrectInstanceState',
    (id: string) => `The instance '${id}' is not in a state from which it can be rebooted.`,
    undefined,
  ),
  instanceStoreRoot: refusal(
    'UnsupportedOperation',
    (id: string) => `The instance '${id}' does not have an 'ebs' root device type and cannot be stopped.`,
    'mitchellh/vagrant-aws#193',
  ),
  instanceStoreStart: refusal(
    'UnsupportedOperation',
    (id: string) => `The instance '${id}' does not have an 'ebs' root device type and cannot be started.`,
    undefined,
  ),
  noRoot: refusal(
    'InvalidParameterValue',
    (id: string, device: string) =>
      `Invalid value '${id}' for instanceId. Instance does not have a volume attached at root (${device})`,
    pasted,
  ),
  stopProtected: refusal(
    'OperationNotPermitted',
    (id: string) =>
      `The instance '${id}' may not be stopped. Modify its 'disableApiStop' instance attribute and try again.`,
    pasted,
  ),
  terminationProtected: refusal(
    'OperationNotPermitted',
    (id: string) =>
      `The instance '${id}' may not be terminated. Modify its 'disableApiTermination' instance attribute and try again.`,
    pasted,
  ),
  spotStop: refusal(
    'UnsupportedOperation',
    (id: string) =>
      `You can't stop the Spot Instance '${id}' because it is associated with a one-time Spot Instance request. You can only stop Spot Instances associated with persistent Spot Instance requests.`,
    pasted,
  ),
  spotModify: refusal(
    'UnsupportedOperation',
    (id: string) => `The attribute cannot be modified: '${id}' is a Spot Instance.`,
    undefined,
  ),
  hibernatedModify: refusal(
    'UnsupportedOperation',
    (id: string) => `The attribute cannot be modified: the instance '${id}' is hibernated.`,
    undefined,
  ),
  cannotHibernate: refusal(
    'UnsupportedHibernationConfiguration',
    (id: string) => `The instance '${id}' is not configured for hibernation.`,
    undefined,
  ),
  enaRequiredOfImage: refusal(
    'InvalidParameterCombination',
    (type: string) =>
      `Enhanced networking with the Elastic Network Adapter (ENA) is required for the '${type}' instance type. Ensure that you are using an AMI that is enabled for ENA.`,
    'hashicorp/terraform#19763',
  ),
  enaRequiredOfInstance: refusal(
    'InvalidParameterCombination',
    (type: string) =>
      `Enhanced networking with the Elastic Network Adapter (ENA) is required for the '${type}' instance type.`,
    undefined,
  ),
  latestOfXen: refusal(
    'UnsupportedOperation',
    () => 'This instance type does not support retrieving the latest console logs. ',
    pasted,
  ),
  virtualizationMismatch: refusal(
    'InvalidParameterCombination',
    (type: string, virtualization: string) =>
      `The instance type '${type}' does not support the virtualization type '${virtualization}'.`,
    undefined,
  ),
  instanceStoreUnsupported: refusal(
    'InvalidParameterCombination',
    (type: string) => `The instance type '${type}' does not support an AMI with root device type instance-store.`,
    undefined,
  ),
} as const;
