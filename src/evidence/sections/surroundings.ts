import type { Surroundings, TextLine } from '../section.ts';
import { isInterfaceName } from './interfaceName.ts';
import { commandOfFile, findCommand, isBanner } from './shellCommand.ts';
import { findStamp } from './stamp.ts';

const longestHint = 400;
const longestStamp = 64;
/** `eth0`, `eth0:`, JSON's `"eth0": {`, and as EKS's collector heads its tables, `Interface eth0`, whatever the name. */
const loneName = /^\s*(Interface:? )?"?([A-Za-z][\w.-]{0,15})"?\s?:?\s*[{[]?\s*$/;
/** A member of JSON that names the interface of its neighbours. */
const ownerMember = /^\s*"(?:interface|ifname|device|iface)": "([A-Za-z][\w.-]{0,15})",?\s*$/;
/** Interface names that stand for "yours" in instructions. */
const placeholder = /^(?:eth|ens|en|eni)[NXx]$|^(?:interface|iface|dev|device|name)$/i;

/**
 * Follows what a text says about itself between the sections: commands behind prompts, banners, dates, lone interface
 * names. Starts from what the name of the source tells.
 */
export class SurroundingsTracker {
  #around: Surroundings;

  constructor(source: string) {
    this.#around = { source };
    const command = commandOfFile(source);
    if (command !== undefined) {
      this.#show(command);
    }
  }

  /** What is known so far; a new object whenever something was learned. */
  get around(): Surroundings {
    return this.#around;
  }

  /** Looks at a line that belongs to no section. */
  see(line: TextLine): void {
    const { text } = line;
    if (text.length > longestHint || !mayTell(text)) {
      return;
    }
    const wall = watchHead(text);
    const command = wall?.command ?? findCommand(text);
    if (command !== undefined) {
      this.#show(command);
    } else if (isBanner(text)) {
      this.#showBanner(text.replace(/^[\s=*#+>-]+|[\s=*#+<-]+$/g, ''));
    } else {
      const [, isNamed, lone] = loneName.exec(text) ?? [];
      const name = lone ?? (text.includes('": "') ? ownerMember.exec(text)?.[1] : undefined);
      if (name !== undefined && (isNamed !== undefined || isInterfaceName(name))) {
        this.#around = { ...this.#around, interface: name };
      }
    }
    const stamp = wall !== undefined || text.length <= longestStamp || isBanner(text) ? findStamp(text) : undefined;
    if (stamp !== undefined) {
      this.#around = { ...this.#around, wallMs: stamp };
    }
  }

  #showBanner(words: string): void {
    const command = findCommand(words) ?? commandOfFile(words);
    if (command !== undefined) {
      this.#show(command);
      return;
    }
    const name = words.split(/[\s:,()[\]]+/).find(isInterfaceName);
    if (name !== undefined) {
      this.#around = { ...this.#around, interface: name };
    }
  }

  #show(command: string): void {
    const { interface: before, ...rest } = this.#around;
    const asked = askedInterface(command);
    const name = asked === undefined ? before : asked === '' ? undefined : asked;
    this.#around = { ...rest, command, ...(name !== undefined && { interface: name }) };
  }
}

/** The interface an `ethtool` command asks about; '' when it hides it in a variable; undefined when there is none. */
function askedInterface(command: string): string | undefined {
  const call = /\bethtool ([^|;&>]{1,200})/.exec(command)?.[1];
  const last = call?.trim().split(/\s+/).at(-1)?.replace(/['"`]/g, '');
  if (last === undefined || last.startsWith('-')) {
    return undefined;
  }
  return /^[A-Za-z][\w.-]{0,15}$/.test(last) && !placeholder.test(last) ? last : '';
}

/** `Every 2.0s: ethtool -S eth0      host: Mon Nov 23 19:01:17 2026`, the head line of `watch`. */
function watchHead(text: string): { command: string } | undefined {
  const match = /^Every [\d.,]{1,8}s: (\S.{1,200}?)(?: {2,}|$)/.exec(text);
  return match?.[1] === undefined ? undefined : { command: match[1] };
}

/** One look at the first characters: prompts, banners and dates have a sign or come short; nearly all log lines have not. */
function mayTell(text: string): boolean {
  if (text.length <= longestStamp) {
    return text.length > 1;
  }
  const seen = Math.min(text.length, 90);
  for (let at = 0; at < seen; at += 1) {
    const code = text.charCodeAt(at);
    // '$' '#' '%' '>' before a blank are prompts; '=', '*' twice and '+' begin banners and traces.
    if ((code === 36 || code === 35 || code === 37 || code === 62) && text.charCodeAt(at + 1) === 32) {
      return true;
    }
    if (at < 3 && (code === 43 || code === 61 || code === 42 || code === 35 || code === 45)) {
      return true;
    }
  }
  return text.startsWith('Every ') || text.startsWith('sudo ') || text.startsWith('ethtool ');
}
