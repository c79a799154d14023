import { Ec2Error } from '../../evidence/ec2/ec2Error.ts';
import { RecoveryProblem } from '../../recovery/problems.ts';
import { UserError } from '../errors.ts';
import type { ExitCode } from '../exitCode.ts';

/** What was asked about, for the sentence. */
export interface Asked {
  readonly instance?: string;
  readonly region?: string;
}

/** One cause for which AWS gives no answer, whatever the call. */
interface CloudRow {
  readonly code: string;
  /** Codes of EC2, the SDK or Node.js that mean it; the last row takes all others. */
  readonly of: readonly string[];
  readonly means: string;
  readonly says: (asked: Asked, error: Ec2Error) => string;
  readonly hint?: string;
}

const where = ({ region }: Asked): string => (region === undefined ? '' : ` in region ${region}`);

export const cloudRows: readonly CloudRow[] = [
  {
    code: 'ec2-instance-unknown',
    of: ['InvalidInstanceID.NotFound', 'InvalidInstanceID.Malformed'],
    means: 'There is no such instance for this account in this region.',
    says: (asked) => `there is no instance ${asked.instance ?? 'of that id'}${where(asked)} for these credentials`,
    hint: 'Another region? --region REGION. Another account? AWS_PROFILE.',
  },
  {
    code: 'ec2-region-missing',
    of: ['RegionMissing'],
    means: 'Nothing says in which region to look.',
    says: () => 'no region is set',
    hint: 'Name one: --region eu-west-1, or AWS_REGION, or `aws configure`.',
  },
  {
    code: 'ec2-credentials-missing',
    of: ['CredentialsProviderError', 'TokenProviderError'],
    means: 'No credentials for AWS were found in the environment, the profiles or the instance’s role.',
    says: () => 'no AWS credentials were found',
    hint: '`aws configure`, `aws sso login`, AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
  },
  {
    code: 'ec2-credentials-refused',
    of: [
      'ExpiredToken',
      'ExpiredTokenException',
      'RequestExpired',
      'AuthFailure',
      'InvalidClientTokenId',
      'UnrecognizedClientException',
      'SignatureDoesNotMatch',
      'InvalidSignatureException',
    ],
    means: 'AWS does not accept the credentials: they have expired, are disabled or wrong, or this machine’s clock is.',
    says: (_asked, { code }) => `AWS does not accept these credentials (${code})`,
    hint: 'Renew them (`aws sso login`), and look whether this machine’s clock is right.',
  },
  {
    code: 'ec2-not-allowed',
    of: ['UnauthorizedOperation', 'AccessDenied', 'AccessDeniedException', 'OptInRequired'],
    means: 'The credentials are good and do not permit the call. docs/recovery.md has the least policies.',
    says: () => 'these credentials do not permit what is needed',
    hint: 'docs/recovery.md has the policy to ask for.',
  },
  {
    code: 'ec2-throttled',
    of: ['RequestLimitExceeded', 'Throttling', 'ThrottlingException', 'RequestThrottled'],
    means: 'The account’s rate of calls is used up, and stayed so for all attempts.',
    says: () => 'EC2 throttles this account, and did so at every attempt',
    hint: 'Try again in a minute.',
  },
  {
    code: 'ec2-unreachable',
    of: [
      'ECONNREFUSED',
      'ECONNRESET',
      'ENOTFOUND',
      'EAI_AGAIN',
      'EHOSTUNREACH',
      'ENETUNREACH',
      'ETIMEDOUT',
      'EPIPE',
      'TimeoutError',
      'NetworkingError',
    ],
    means: 'No answer came from EC2’s endpoint.',
    says: (asked, { code }) => `EC2 cannot be reached${where(asked)} (${code})`,
    hint: 'Is the network up, the region’s name right, AWS_ENDPOINT_URL meant?',
  },
  {
    code: 'ec2-refused',
    of: [],
    means: 'EC2 refused the call for another reason, which is printed with it.',
    says: (_asked, { code, message }) => `EC2 answered ${code}: ${message}`,
  },
];

const rowOf = (code: string): CloudRow =>
  cloudRows.find(({ of }) => of.includes(code)) ?? (cloudRows.at(-1) as CloudRow);

/** AWS gave no answer that helps. */
export class CloudError extends UserError {
  readonly code: string;
  override readonly exitCode: ExitCode = 3;

  constructor(asked: Asked, error: Ec2Error) {
    const row = rowOf(error.code);
    super(row.says(asked, error), row.hint);
    this.code = row.code;
  }
}

/** A recovery that does not go on, in front of the user. */
export class RecoveryError extends UserError {
  readonly code: string;
  override readonly exitCode: ExitCode;

  constructor({ code, message, hint, exitCode }: RecoveryProblem) {
    super(message, hint);
    this.code = code;
    this.exitCode = exitCode;
  }
}

/** Runs something that talks to AWS; what goes wrong there becomes a sentence. @throws CloudError, RecoveryError */
export const inWords = async <T>(asked: Asked, run: () => Promise<T>): Promise<T> => {
  try {
    return await run();
  } catch (error) {
    if (error instanceof Ec2Error) throw new CloudError(asked, error);
    if (error instanceof RecoveryProblem) throw new RecoveryError(error);
    throw error;
  }
};
