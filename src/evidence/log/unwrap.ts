import { bracketWrappers } from './bracketWrappers.ts';
import { carrierWrappers } from './carrierWrappers.ts';
import type { Clock } from './clock.ts';
import type { Draft } from './draft.ts';
import { plainWrappers } from './plainWrappers.ts';
import type { Wrapper } from './wrapper.ts';

/** Every wrapper there is, the more particular before the more general. */
export const wrappers: readonly Wrapper[] = [...carrierWrappers, ...bracketWrappers, ...plainWrappers];

const byFirst: readonly (readonly Wrapper[])[] = Array.from({ length: 128 }, (_, code) =>
  wrappers.filter((wrapper) => wrapper.first.includes(String.fromCharCode(code))),
);
const none: readonly Wrapper[] = [];

const deepest = 10;
const enaAhead = /ena[ :_\d]|\[ENA_COM|ENA_/y;

/** Takes wrappers off messages; remembers how those of the last line nested, since the next one is likely wrapped alike. */
export class Unwrapper {
  #clock: Clock;
  #chain: (Wrapper | undefined)[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Whether `text` begins as only a log line does. Cheap: nothing is read. */
  recognises(text: string): boolean {
    const usual = this.#chain[0];
    if (usual?.sure && startsWith(usual, text, 0)) return true;
    const start = blankAhead(text, 0);
    for (const wrapper of byFirst[text.charCodeAt(start)] ?? none) {
      if (!wrapper.sure || !startsWith(wrapper, text, start)) continue;
      this.#chain[0] = wrapper;
      return true;
    }
    return false;
  }

  /** Takes off all wrappers, tells the draft what they said, and returns the message. */
  unwrap(text: string, draft: Draft): string {
    let inner = text;
    let at = 0;
    for (let depth = 0; depth < deepest; depth++) {
      at = blankAhead(inner, at);
      enaAhead.lastIndex = at;
      if (enaAhead.test(inner)) break;
      const rest = this.#takeOff(inner, at, depth, draft);
      if (rest === undefined) break;
      if (typeof rest === 'number') at = rest;
      else {
        inner = rest;
        at = 0;
      }
    }
    return at === 0 ? inner : inner.slice(at);
  }

  #takeOff(text: string, at: number, depth: number, draft: Draft): string | number | undefined {
    const usual = this.#chain[depth];
    const rest = usual && this.#try(usual, text, at, draft);
    if (rest !== undefined) return rest;
    for (const wrapper of byFirst[text.charCodeAt(at)] ?? none) {
      const rest = wrapper === usual ? undefined : this.#try(wrapper, text, at, draft);
      if (rest === undefined) continue;
      this.#chain[depth] = wrapper;
      return rest;
    }
    return undefined;
  }

  #try(wrapper: Wrapper, text: string, at: number, draft: Draft): string | number | undefined {
    wrapper.pattern.lastIndex = at;
    const found = wrapper.pattern.exec(text);
    if (!found) return undefined;
    const end = wrapper.pattern.lastIndex;
    const inner = wrapper.take(found, draft, this.#clock);
    if (inner === false) return undefined;
    if (wrapper.sure) draft.wrapped = true;
    return typeof inner === 'string' ? inner : end;
  }
}

const startsWith = (wrapper: Wrapper, text: string, at: number): boolean => {
  wrapper.pattern.lastIndex = at;
  return wrapper.pattern.test(text);
};

const blankAhead = (text: string, from: number): number => {
  let at = from;
  while (text.charCodeAt(at) === 0x20 || text.charCodeAt(at) === 0x09) at++;
  return at;
};
