/** EC2's `GetConsoleOutput` in the forms it is saved in. Source: the EC2 API reference and `aws ec2 help`. */

/** Whether a text may be one of them; then it is worth holding whole. */
export const maybeConsoleOutput = (head: string): boolean =>
  /^\s*\{/.test(head)
    ? head.includes('"Output"')
    : /^\s*(?:<\?xml[^>]{0,200}>\s*)?<GetConsoleOutputResponse\b/.test(head) || textForm.test(head) || isPacked(head);

/** The bare base64 of `--query Output`; a console's first bytes are those of a stamp, of colours or of a loader's name. */
const isPacked = (head: string): boolean => {
  const packed = /^\s{0,8}([A-Za-z0-9+/]{60,})(?:={0,2}\s|[\r\n]|={0,2}$)/.exec(head)?.[1];
  if (packed === undefined) return false;
  const begin = Buffer.from(packed.slice(0, 60), 'base64').toString('latin1');
  return /^[\t\r\n\x1b\x20-\x7e]+$/.test(begin) && begin.includes(' ');
};

/** `--output text`: instance, output, time, with tabs between. */
const textForm = /^i-[0-9a-f]{8,17}\t/;
const textFormEnd = /\t\d{4}-\d\d-\d\dT[\d:.+Z-]{5,24}\s*$/;

/**
 * The console's text out of what the API, an SDK or the AWS CLI printed; `undefined` where it is none of theirs.
 * The API holds the text in base64, the CLI decodes it; which of the two it is, is decided by looking.
 */
export const consoleOutputOf = (text: string): string | undefined => {
  const output = fromJson(text) ?? fromXml(text) ?? fromText(text) ?? (isPacked(text.slice(0, 200)) ? text : undefined);
  return output === undefined ? undefined : decoded(output);
};

const fromJson = (text: string): string | undefined => {
  if (!/^\s*\{/.test(text)) return undefined;
  try {
    const answer: unknown = JSON.parse(text);
    if (typeof answer !== 'object' || answer === null || !('Output' in answer)) return undefined;
    return typeof answer.Output === 'string' ? answer.Output : undefined;
  } catch {
    return undefined;
  }
};

const fromXml = (text: string): string | undefined => {
  if (!text.includes('<GetConsoleOutputResponse')) return undefined;
  const from = text.indexOf('<output>');
  const to = text.indexOf('</output>', from);
  return from < 0 || to < 0 ? undefined : text.slice(from + '<output>'.length, to);
};

const fromText = (text: string): string | undefined =>
  textForm.test(text) ? text.replace(textForm, '').replace(textFormEnd, '') : undefined;

/** Base64 has no blanks but line ends, and every console prints blanks. */
const decoded = (output: string): string => {
  const packed = output.replace(/[\r\n]/g, '').trim();
  if (packed.length < 8 || packed.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(packed)) return output;
  return Buffer.from(packed, 'base64').toString('utf8');
};
