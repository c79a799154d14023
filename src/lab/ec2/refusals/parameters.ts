import { refusal } from './refusal.ts';

const reference = 'EC2 API reference, error codes';
const pasted = 'pasted in public';

/** Why EC2 refuses parameters that are well formed. */
export const parameterRefusals = {
  oneAttribute: refusal(
    'InvalidParameterCombination',
    (names: string) => `Fields for multiple attribute types specified: ${names}`,
    pasted,
  ),
  noAttribute: refusal('InvalidParameterCombination', () => 'No attributes specified.', pasted),
  invalidType: refusal(
    'InvalidInstanceType',
    (type: string) => `The following supplied instance types do not exist: [${type}]`,
    pasted,
  ),
  invalidTypeAtLaunch: refusal(
    'InvalidParameterValue',
    (type: string) => `Invalid value '${type}' for InstanceType.`,
    pasted,
  ),
  invalidSubnet: refusal('InvalidSubnetID.NotFound', (id: string) => `The subnet ID '${id}' does not exist`, pasted),
  interfaceInUse: refusal('InvalidNetworkInterface.InUse', (id: string) => `Interface: [${id}] in use.`, pasted),
  addressInUse: refusal('InvalidIPAddress.InUse', (address: string) => `Address ${address} is in use.`, pasted),
  invalidFilter: refusal('InvalidParameterValue', (name: string) => `The filter '${name}' is invalid`, pasted),
  idsWithPaging: refusal(
    'InvalidParameterCombination',
    () => 'The parameter instancesSet cannot be used with the parameter maxResults',
    pasted,
  ),
  invalidPageSize: refusal(
    'InvalidParameterValue',
    (size: number, least: number, most: number) =>
      `Value ( ${size} ) for parameter maxResults is invalid. Expecting a value between ${least} and ${most}.`,
    pasted,
  ),
  invalidToken: refusal('InvalidParameterValue', () => 'Unable to parse pagination token', undefined),
  invalidTagKey: refusal(
    'InvalidParameterValue',
    () => "Tag keys starting with 'aws:' are reserved for internal use",
    pasted,
  ),
  tooManyTags: refusal(
    'TagLimitExceeded',
    () => 'The maximum number of Tags for a resource has been reached.',
    reference,
  ),
} as const;
