import { extendedAcks } from '../../spec/messages/extendedAcks.ts';
import { matchBody } from './match.ts';

/** The driver's name, as netlink puts it in front; XDP's refusals, which nobody else prints, without it too. */
const beginning = /(?<![\w.-])(?:ena: |(?=Failed to set xdp program, ))/g;
const mostTries = 4;
const acks: ReadonlySet<unknown> = new Set(extendedAcks);

/**
 * Finds what the driver answered to a tool, wherever in the tool's own line the answer stands: behind `Error: `, in a
 * field of logfmt, before a full stop.
 *
 * @param quotedToo - Whether a refusal that the driver logs counts too, with its prefix lost; not where a process speaks.
 */
export const readToolAnswer = (
  text: string,
  quotedToo: boolean,
): { body: string; said: ReturnType<typeof matchBody> } | undefined => {
  beginning.lastIndex = 0;
  for (let tries = 0; tries < mostTries; tries++) {
    const found = beginning.exec(text);
    if (found === null) return undefined;
    const end = text.indexOf('"', found.index);
    const body = text.slice(found.index + found[0].length, end < 0 ? undefined : end).replace(/[.\s\\]{1,80}$/, '');
    const said = matchBody(body, ['linux']);
    if (said !== undefined && (acks.has(said.message) || (quotedToo && found[0] === ''))) return { body, said };
    if (found[0] === '') beginning.lastIndex = found.index + 1;
  }
  return undefined;
};
