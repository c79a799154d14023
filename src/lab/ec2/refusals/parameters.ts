import { refusal } from './refusal.ts';

const reference = 'EC2 API reference, error codes';
/** By several users who met it. */
const pasted = 'pasted in public';

/** Why EC2 refuses parameters that are well formed. */
export const parameterRefusals = {
  oneAttribute: refusal(
    'InvalidParameterCombination',
    (names: string) => `Fields for multiple attribute types specified: ${names}`,
    pasted,
  ),
  noAttribute: refusal('InvalidParameterCombination', () => 'No attributes specified.', undefined),
  invalidType: refusal(
    'InvalidInstanceType',
    (type: string) => `The following supplied instance types do not exist: [${type}]`,
    pasted,
  ),
  invalidTypeAtLaunch: refusal(
    'InvalidParameterValue',
    (type: string) => `Invalid value '${type}' for InstanceType.`,
    undefined,
  ),
  invalidSubnet: refusal('InvalidSubnetID.NotFound', (id: string) => `The subnet ID '${id}' does not exist`, pasted),
  interfaceInUse: refusal('InvalidNetworkInterface.InUse', (id: string) => `Interface: [${id}] in use.`, undefined),
  addressInUse: refusal('InvalidIPAddress.InUse', (address: string) => `Address ${address} is in use.`, undefined),
  invalidFilter: refusal('InvalidParameterValue', (name: string) => `The filter '${name}' is invalid`, pasted),
  idsWithPaging: refusal(
    'InvalidParameterCombination',
    () => 'The parameter instancesSet cannot be used with the parameter maxResults',
    pasted,
  ),
  pageTooSmall: refusal(
    'InvalidParameterValue',
    (size: number, least: number) =>
      `Value ( ${size} ) for parameter maxResults is invalid. Expecting a value greater than ${least}.`,
    pasted,
  ),
  pageTooLarge: refusal(
    'InvalidParameterValue',
    (size: number, most: number) =>
      `Value ( ${size} ) for parameter maxResults is invalid. Expecting a value less than ${most}.`,
    undefined,
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
