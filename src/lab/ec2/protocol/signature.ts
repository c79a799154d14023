import { requestRefusals } from './requestRefusals.ts';

/** Who asks, as the scope of a SigV4 signature says. The signature itself is not checked: this is a lab. */
export interface Scope {
  readonly accessKey: string;
  readonly region: string;
}

const inHeader =
  /^AWS4-HMAC-SHA256 +Credential=([^/,\s]{1,128})\/\d{8}\/([a-z0-9-]{1,32})\/[a-z0-9]{1,32}\/aws4_request, *SignedHeaders=[^,\s]+, *Signature=[0-9a-f]{64}$/;
const inQuery = /^([^/\s]{1,128})\/\d{8}\/([a-z0-9-]{1,32})\/[a-z0-9]{1,32}\/aws4_request$/;

/**
 * Reads the scope from the `Authorization` header or the parameter `X-Amz-Credential`.
 *
 * @throws Ec2Error where there is none, or where it is no SigV4
 */
export const readScope = (header: string | undefined, credential: string | undefined): Scope => {
  if (header === undefined && credential === undefined) throw requestRefusals.unsigned();
  const match = header === undefined ? inQuery.exec(credential!) : inHeader.exec(header);
  if (match === null) throw requestRefusals.authFailure();
  return { accessKey: match[1]!, region: match[2]! };
};
