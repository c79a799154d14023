import type { Settings } from '../observation.ts';
import type { Section, SectionReader, Surroundings, TextLine } from '../section.ts';
import { placeOf } from './place.ts';

type Values = Record<string, number | string>;

const headers: readonly { readonly of: Settings['of']; readonly form: RegExp }[] = [
  { of: 'rings', form: /^\s*Ring parameters for ([\w.@-]{1,16}):\s*$/ },
  { of: 'channels', form: /^\s*Channel parameters for ([\w.@-]{1,16}):\s*$/ },
  { of: 'coalescing', form: /^\s*Coalesce parameters for ([\w.@-]{1,16}):\s*$/ },
  { of: 'offloads', form: /^\s*(?:Features|Offload parameters) for ([\w.@-]{1,16}):\s*$/ },
];
const row = /^\s*([A-Za-z][\w ./()-]{0,60}?):\s*(\S.{0,80})?$/;
/** `Adaptive RX: on  TX: off` is two settings on one line. */
const adaptive = /^\s*Adaptive RX:\s*(\S+)\s+TX:\s*(\S+)/;
const mostSettings = 500;

/** `ethtool -g`, `-l`, `-c`, `-k`: what is set, and for rings and channels what could be. */
export const ethtoolSettings: SectionReader = {
  kind: 'ethtool-settings',
  begin(line: TextLine, around: Surroundings): Section | undefined {
    if (line.text.length > 80 || !line.text.includes(' for ')) {
      return undefined;
    }
    const header = headers.find(({ form }) => form.test(line.text));
    const name = header?.form.exec(line.text)?.[1];
    return header && name ? new SettingsSection(header.of, name, line, around) : undefined;
  },
};

class SettingsSection implements Section {
  readonly #settings: Settings;
  readonly #maximum: Values = {};
  readonly #current: Values = {};
  #into = this.#current;
  #count = 0;

  constructor(of: Settings['of'], name: string, line: TextLine, around: Surroundings) {
    const place = placeOf(line, around.source);
    this.#settings = { kind: 'settings', of, place, interface: name, maximum: this.#maximum, current: this.#current };
  }

  take({ text }: TextLine): boolean {
    if (text.trim() === '') {
      return true;
    }
    if (text.length > 200 || /^\s*\S+ parameters for |^\s*Features for /.test(text)) {
      return false;
    }
    if (/^\s*Pre-set maximums/.test(text)) {
      this.#into = this.#maximum;
      return true;
    }
    if (/^\s*Current hardware settings/.test(text)) {
      this.#into = this.#current;
      return true;
    }
    const pair = adaptive.exec(text);
    if (pair !== null) {
      this.#set('Adaptive RX', pair[1]);
      this.#set('Adaptive TX', pair[2]);
      return true;
    }
    const [, key, value] = row.exec(text) ?? [];
    // `driver:` begins the answer of `ethtool -i`; `NIC statistics:` that of `-S`.
    if (key === undefined || key === 'driver' || key === 'NIC statistics' || Object.hasOwn(this.#into, key)) {
      return false;
    }
    this.#set(key, value);
    return true;
  }

  end(): readonly Settings[] {
    return this.#count === 0 ? [] : [this.#settings];
  }

  #set(key: string, value = ''): void {
    if (value === '' || this.#count >= mostSettings) {
      return;
    }
    this.#count += 1;
    this.#into[key] = /^\d{1,15}$/.test(value.trim()) ? Number(value) : value.trim();
  }
}
