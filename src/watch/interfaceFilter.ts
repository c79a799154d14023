/** Names of interfaces have 15 characters at most. */
const longestName = 64;

const patternOf = (glob: string): RegExp =>
  new RegExp(
    `^${glob
      .replace(/\*+/g, '*')
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  );

/**
 * Which interfaces are watched: `eth*`, `en?5`; one that begins with `!` takes away. Without a pattern that adds, all
 * are.
 */
export const interfaceFilter = (globs: readonly string[]): ((name: string) => boolean) => {
  const [without, within] = [true, false].map((isTaken) =>
    globs.filter((glob) => glob.startsWith('!') === isTaken).map((glob) => patternOf(glob.replace(/^!/, ''))),
  );
  return (name) =>
    name.length <= longestName &&
    (within?.length === 0 || within?.some((glob) => glob.test(name)) === true) &&
    without?.some((glob) => glob.test(name)) !== true;
};
