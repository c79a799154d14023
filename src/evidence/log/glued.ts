/** Where in a message another record begins: a kernel stamp, with or without priority, or a whole syslog head. */
const secondHead =
  /(?:<\d{1,3}>)?\[ {0,6}\d{1,8}\.\d{6}\](?=[ [])|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \S{1,255} kernel: /g;

/**
 * Takes records apart that share a line: several CPUs or user space wrote to one console at once, and a line feed got
 * lost. The first piece has no head of its own, the others begin with theirs.
 */
export const splitGlued = (message: string): readonly string[] => {
  if (!message.includes('[', 1) && !message.includes(' kernel: ')) return [message];
  secondHead.lastIndex = 1;
  let found = secondHead.exec(message);
  if (found === null) return [message];
  const pieces: string[] = [];
  let from = 0;
  while (found !== null) {
    pieces.push(message.slice(from, found.index));
    from = found.index;
    found = secondHead.exec(message);
  }
  pieces.push(message.slice(from));
  return pieces;
};
