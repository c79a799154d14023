/** A member's name and its string, or a string alone, as JSON and Python's `repr` write them. */
const member = /(?:"([\w .-]{1,64})"\s?:\s?)?(?:"((?:[^"\\]|\\.)*)"|b'((?:[^'\\]|\\.)*)')/g;
/** What is a record of a log already, which its own reader reads. */
const records = /^(?:MESSAGE|@?message|msg|log)$/;
const shortest = 40;
const longest = 4_000_000;
const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

const unescaped = (text: string): string =>
  text.replace(/\\(?:u([\da-fA-F]{4})|x([\da-fA-F]{2})|(.))/g, (_, unicode, byte, one: string) =>
    one === undefined ? String.fromCharCode(Number.parseInt(unicode ?? byte, 16)) : (escapes[one] ?? one),
  );

/**
 * The lines of the texts that one line holds as strings: what Systems Manager, Ansible, a web API or a program keeps of
 * a command's output, line ends and all. `undefined` where the line is itself.
 */
export const innerLines = (text: string): readonly string[] | undefined => {
  if (!text.includes('\\n') || text.length < shortest || text.length > longest) return undefined;
  const inner: string[] = [];
  for (const [, name, plain, bytes] of text.matchAll(member)) {
    const string = plain ?? bytes ?? '';
    if (!/\\n./.test(string) || (name !== undefined && records.test(name))) continue;
    inner.push(...unescaped(string).split(/\r?\n/));
  }
  return inner.length > 1 ? inner : undefined;
};
