import { type RedactionRule, redactionRules } from './redactionRules.ts';

/** Names that are no host's, where a log has a host's name. */
const nobody = new Set(['localhost', 'version', 'kernel', 'host', 'unknown', 'linux', 'ubuntu', 'debian']);
/** Further names are as hostile as the log that has them. */
const mostNames = 1000;
/** What the patterns look at, at most: hostile lines are megabytes long. */
const longestLine = 64 * 1024;

const keyBegins = /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----\s*$/;
const keyEnds = /-----END [A-Z ]{0,30}PRIVATE KEY-----/;
/** The longest key there is has about a hundred; one whose end is missing does not take the rest of the log with it. */
const mostKeyLines = 200;

/** Where logs and commands name the host; the name is the first group. */
const hostForms: readonly RegExp[] = [
  /^(?:<\d{1,3}>)?[A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d ([A-Za-z][\w.-]{1,62}) [\w.()/-]{1,48}(?:\[\d{1,10}\])?: /,
  /^(?:<\d{1,3}>\d? ?)?20\d\d-\d\d-\d\d[T ]\d\d:\d\d:\d\d\S{0,20} ([A-Za-z][\w.-]{1,62}) [\w.()/-]{1,48}(?:\[\d{1,10}\])?:? /,
  /^\[ *\d{1,10}\.\d{6}\] ([A-Za-z][\w.-]{1,62}) [\w.()/-]{1,48}(?:\[\d{1,10}\])?: /,
  /"_HOSTNAME" ?: ?"([\w.-]{2,63})"/,
  /^_HOSTNAME=([\w.-]{2,63})$/,
  /^\s*(?:Static |Transient )?hostname[:=] ?([\w.-]{2,63})\s*$/i,
  /^Linux ([A-Za-z][\w.-]{1,62}) \d/,
  /^\[?[\w-]{1,32}@([A-Za-z][\w.-]{1,62})[ :][^\]]{0,60}\]?[$#] /,
];

const escaped = (word: string): string => word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

export interface RedactorOptions {
  /** Words that are to go besides, such as a company's name. */
  readonly words?: readonly string[];
  /** Whether names and addresses stay; secrets never do. */
  readonly keepsNames?: boolean;
}

/**
 * Gives names and addresses pseudonyms, the same for the same name through one bundle, so that stories stay readable.
 * What names nobody stays: PCI addresses, interfaces, times, versions, counters.
 */
export class Redactor {
  readonly #rules: readonly RedactionRule[];
  readonly #keepsNames: boolean;
  readonly #pseudonyms = new Map<string, Map<string, string>>();
  readonly #names = new Map<string, string>();
  readonly #pattern: RegExp;
  #namePattern: RegExp | undefined;
  #words = 0;
  /** Lines that may still be of a private key. */
  #keyLines = 0;

  constructor({ words = [], keepsNames = false }: RedactorOptions = {}) {
    this.#keepsNames = keepsNames;
    this.#rules = redactionRules.filter(({ isSecret }) => isSecret === true || !keepsNames);
    // Each rule's own group tells which it was; a group kept in front of it has a name of the rule's own, too.
    const forms = this.#rules.map(({ form }, i) => `(?<r${i}>${form.replace('(?<kept>', `(?<k${i}>`)})`);
    this.#pattern = new RegExp(forms.join('|'), 'gi');
    for (const word of words) this.#name(word, `word-${++this.#words}`);
  }

  /** A host's name, by which it is to be known no longer. */
  learnHost(name: string): void {
    if (this.#keepsNames || nobody.has(name.toLowerCase()) || this.#names.has(name.toLowerCase())) return;
    if (this.#names.size < mostNames)
      this.#name(
        name,
        this.#pseudonym('host', name, (n) => `host-${n}`),
      );
  }

  /** One line, or several that have no more than a short one's length. */
  line(text: string): string {
    const bounded = text.slice(0, longestLine);
    if (this.#isOfKey(bounded)) return '[removed]';
    if (!this.#keepsNames) for (const form of hostForms) this.#learnFrom(form, bounded);
    const redacted = bounded.replace(this.#pattern, (...found) => this.#replace(found));
    if (this.#namePattern === undefined) return redacted;
    return redacted.replace(this.#namePattern, (name) => this.#names.get(name.toLowerCase()) ?? name);
  }

  /** A text of many lines. */
  text(text: string): string {
    return text
      .split('\n')
      .map((line) => this.line(line))
      .join('\n');
  }

  #isOfKey(line: string): boolean {
    if (keyEnds.test(line)) this.#keyLines = 0;
    const isOfKey = this.#keyLines > 0;
    if (isOfKey) this.#keyLines -= 1;
    if (keyBegins.test(line)) this.#keyLines = mostKeyLines;
    return isOfKey;
  }

  #learnFrom(form: RegExp, line: string): void {
    const name = form.exec(line)?.[1];
    if (name !== undefined && !/^(?:host|word)-\d+$/.test(name)) this.learnHost(name);
  }

  #replace(found: unknown[]): string {
    const groups = found.at(-1) as Record<string, string | undefined>;
    const original = found[0] as string;
    const index = this.#rules.findIndex((_, i) => groups[`r${i}`] !== undefined);
    const rule = this.#rules[index]!;
    const kept = groups[`k${index}`] ?? '';
    const name = original.slice(kept.length);
    if (rule.isHarmless?.(name)) return original;
    return kept + this.#pseudonym(rule.kind, name, rule.pseudonym);
  }

  #pseudonym(kind: string, original: string, make: (n: number, original: string) => string): string {
    const known = this.#pseudonyms.get(kind) ?? new Map<string, string>();
    this.#pseudonyms.set(kind, known);
    const key = original.toLowerCase();
    const pseudonym = known.get(key) ?? make(known.size + 1, original);
    known.set(key, pseudonym);
    return pseudonym;
  }

  #name(name: string, pseudonym: string): void {
    this.#names.set(name.toLowerCase(), pseudonym);
    const longestFirst = [...this.#names.keys()].sort((one, other) => other.length - one.length);
    this.#namePattern = new RegExp(`(?<![\\w-])(?:${longestFirst.map(escaped).join('|')})(?![\\w-])`, 'gi');
  }
}
