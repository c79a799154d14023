import { isIPv6 } from 'node:net';

/** What a text may tell of whose machine it is, or of who may enter it. */
export interface RedactionRule {
  /** Equal originals of one kind have equal pseudonyms. */
  readonly kind: string;
  /** Where it stands. A group `kept` in front of it stays as it is. Linear, without other groups that are named. */
  readonly form: string;
  /** What stands there instead, for the n-th original of its kind, n from 1. It can be read as what it stands for. */
  pseudonym(n: number, original: string): string;
  /** What has the form and tells nothing. */
  isHarmless?(original: string): boolean;
  /** Never written, not even where redaction is not wanted. */
  readonly isSecret?: true;
  /** A text, and what becomes of it in a bundle of its own. */
  readonly example: readonly [before: string, after: string];
}

const hex = (n: number, digits: number): string => n.toString(16).padStart(digits, '0');
const bytesOf = (n: number): string[] => [hex((n >> 8) & 255, 2), hex(n & 255, 2)];
const removed = (): string => '[removed]';
/** Nothing of a word, number or address around it. */
const alone = String.raw`(?<![\w:.-])`;

/** In order of trial: at one place the first that fits is taken. */
export const redactionRules: readonly RedactionRule[] = [
  {
    kind: 'key id',
    form: String.raw`(?<!\w)(?:AKIA|ASIA)[A-Z0-9]{16}(?!\w)`,
    pseudonym: removed,
    isSecret: true,
    example: ['key AKIAIOSFODNN7EXAMPLE used', 'key [removed] used'],
  },
  {
    kind: 'private key',
    form: '(?<kept>-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----)[^-]{1,8000}',
    pseudonym: removed,
    isSecret: true,
    example: ['-----BEGIN PRIVATE KEY-----\\nMIIE\\n-----END', '-----BEGIN PRIVATE KEY-----[removed]-----END'],
  },
  {
    kind: 'signed token',
    form: String.raw`(?<!\w)eyJ[\w-]{5,2000}\.[\w-]{5,4000}\.[\w-]{0,2000}`,
    pseudonym: removed,
    isSecret: true,
    example: ['with eyJhbGciOiJI.eyJzdWIiOiIx.dozjgNryP4J3 sent', 'with [removed] sent'],
  },
  {
    kind: 'header',
    form: String.raw`(?<kept>(?:authorization|cookie)["']?\s{0,3}[=:]\s{0,3}["']?)[^"']{1,4000}`,
    pseudonym: removed,
    isSecret: true,
    example: ['"Authorization: Bearer abc.def"', '"Authorization: [removed]"'],
  },
  {
    kind: 'secret',
    // Between quotes all of it, spaces too.
    form: String.raw`(?<kept>(?:password|passwd|passphrase|secret|secret_?access_?key|token|api_?key)["']?\s{0,3}[=:]\s{0,3}["']?)(?:(?<=")(?:[^"\\]|\\.){1,4000}|(?<=')[^']{1,4000}|(?<!["'])[^\s"',;&]{1,4000})`,
    pseudonym: removed,
    isSecret: true,
    example: ['aws_secret_access_key = wJalrXUtnFEMI', 'aws_secret_access_key = [removed]'],
  },
  {
    kind: 'signature in an address',
    form: String.raw`(?<kept>[?&](?:sig|signature|x-amz-[a-z-]{1,30})=)[^\s"'&]{1,4000}`,
    pseudonym: removed,
    isSecret: true,
    example: ['/x?sig=abc%3D&X-Amz-Signature=def', '/x?sig=[removed]&X-Amz-Signature=[removed]'],
  },
  {
    kind: 'user of an address',
    form: String.raw`(?<kept>\w:\/\/)[^\s\/@"']{1,400}(?=@)`,
    pseudonym: removed,
    isSecret: true,
    example: ['proxy http://me:p%40ss@proxy:3128', 'proxy http://[removed]@proxy:3128'],
  },
  {
    kind: 'uuid',
    form: String.raw`(?<![\w-])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![\w-])`,
    pseudonym: (n) => `00000000-0000-4000-8000-${hex(n, 12)}`,
    example: ['root=UUID=9f2b1c4e-0b6f-4a8e-9a55-2d1d8c0e7a10 ro', 'root=UUID=00000000-0000-4000-8000-000000000001 ro'],
  },
  {
    kind: 'hardware address',
    form: String.raw`${alone}[0-9a-f]{2}(?:(?::[0-9a-f]{2}){5}|(?:-[0-9a-f]{2}){5})(?![\w:-])`,
    // Locally administered: nobody's.
    pseudonym: (n, original) => ['02', '00', '00', '00', ...bytesOf(n)].join(original.charAt(2)),
    isHarmless: (original) => /^(?:00[:-]){5}00$|^(?:ff[:-]){5}ff$/i.test(original),
    example: ['mac addr 06:5f:3a:11:22:33', 'mac addr 02:00:00:00:00:01'],
  },
  {
    kind: 'interface named for its hardware address',
    form: String.raw`(?<kept>(?<!\w)enx)[0-9a-f]{12}(?!\w)`,
    pseudonym: (n) => `0200000001${hex(n, 2)}`,
    example: ['enx065f3a112233: link up', 'enx020000000101: link up'],
  },
  {
    kind: 'address of version 6',
    form: String.raw`${alone}(?=[0-9a-f:]{0,40}:[0-9a-f]{0,4}:)[0-9a-f:]{2,39}(?:(?<=:)\d{1,3}(?:\.\d{1,3}){3})?(?![\w:]|\.\d)`,
    // Set aside for documents (RFC 3849).
    pseudonym: (n) => `2001:db8::${hex(n, 1)}`,
    isHarmless: (original) => !isIPv6(original) || /^::1?$/.test(original),
    example: ['from fe80::45f:3aff:fe11:2233 to ::1', 'from 2001:db8::1 to ::1'],
  },
  {
    kind: 'host',
    form: String.raw`(?<![\w.-])(?:ip|ec2)-\d{1,3}(?:-\d{1,3}){3}(?:\.[a-z0-9-]{1,63}){0,5}(?!\w)`,
    pseudonym: (n) => `host-${n}`,
    example: ['ip-10-1-2-3.eu-west-1.compute.internal kernel:', 'host-1 kernel:'],
  },
  {
    kind: 'address of version 4',
    form: String.raw`(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?!\.?\d|\.(?:el|fc|amzn|uek|x86|aarch)|[\w])`,
    // Set aside for benchmarks (RFC 2544).
    pseudonym: (n) => `198.18.${(n >> 8) & 255}.${n & 255}`,
    isHarmless: (original) =>
      /^(?:0|127|255)\.|^169\.254\.169\.(?:123|253|254)$/.test(original) ||
      original.split('.').some((part) => Number(part) > 255),
    example: [
      'SRC=10.1.2.3 DST=169.254.169.254 mask 255.255.255.0',
      'SRC=198.18.0.1 DST=169.254.169.254 mask 255.255.255.0',
    ],
  },
  {
    kind: 'resource',
    form: String.raw`(?<![\w-])(?:i|eni|vol|snap|subnet|vpc|sg|rtb|eipalloc|lt|o|r)-(?:[0-9a-f]{17}|[0-9a-f]{8})(?![\w-])`,
    pseudonym: (n, original) => {
      const [prefix = '', digits = ''] = original.split('-');
      return `${prefix}-${hex(n, digits.length)}`;
    },
    example: ['instance i-0abc123def4567890', 'instance i-00000000000000001'],
  },
  {
    kind: 'account',
    form: String.raw`(?<kept>arn:aws[a-z-]{0,10}:[a-z0-9-]{1,30}:[a-z0-9-]{0,20}:|(?:account|owner)_?-?(?:id)?["']?\s{0,3}[=:]\s{0,3}["']?)\d{12}(?!\d)`,
    pseudonym: (n) => String(n).padStart(12, '0'),
    example: ['arn:aws:iam::123456789012:role/x', 'arn:aws:iam::000000000001:role/x'],
  },
];
