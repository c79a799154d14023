import type { DkmsState, Place } from '../observation.ts';
import type { Section, SectionReader, Surroundings, TextLine } from '../section.ts';
import { placeOf } from './place.ts';
import { isBanner, isPrompt } from './shellCommand.ts';
import { isStampedLine } from './stampedLine.ts';

const begins =
  /^\s*(?:DKMS make\.log for |Error! |ERROR \(dkms |dkms: |Building (?:initial )?module|Building for \d|Creating symlink \S{0,200}dkms|Kernel preparation|make(?:\[\d\])?: Entering directory|make -C \/lib\/modules|Deprecated feature: )/;
/** With these any build goes on or ends; one that ena's files are named in is ena's. */
const goesOn =
  /^(?:make(?:\[\d{1,2}\])?: (?:\*\*\* |Leaving directory)|ERROR: modpost: |\s{1,8}(?:CC|LD|MODPOST) |\S{1,300}: (?:fatal )?error: )/;
/** nix puts the derivation's name, or an indented arrow, in front of what a builder prints. */
const builderMark = /^(?:[\w.-]{1,60}|\s{1,12})> ?/;
/** The names under which people register AWS's sources with dkms: `ena`, `amzn-drivers`, `amzn-drivers-ena-linux`. */
const moduleName = '(?:ena|amzn-(?:drivers|ena)[\\w-]{0,20}?)';
const isEna = new RegExp(
  `\\b${moduleName}[-/](?:\\d|\\()|/dkms/${moduleName}/|/linux/ena\\b|\\bena\\.ko\\b|\\bena_\\w{1,20}\\.[cho]\\b|\\b[Mm]odule:? ena\\b|-m ${moduleName}(?: |$)`,
);
/** Whose log to read, says dkms after each failure. */
const consult = /^Consult \S{0,60}\/dkms\/([\w.+-]{1,60})\//;
// Behind a hash of nix the kernel's version is part of the name.
const versionForm = new RegExp(`(?:(?<![\\w-])${moduleName}[-/]|-m ${moduleName} -v )(\\d[\\w.+~-]{0,30})`);
const kernelForm =
  /(?:(?:for|on) kernel:?|headers for kernel|failed for:|\/lib\/modules\/|linux-headers-)\s?([\d][^\s/:,()]{2,80})/;
/** Told best first: a line of a later row never replaces one of an earlier. */
const faults: readonly { readonly state: DkmsState['state']; readonly form: RegExp }[] = [
  {
    state: 'headers-missing',
    form: /kernel (?:headers|source) for .{1,120}cannot be found|kernel headers for kernel|headers.{0,80}(?:not installed|is not supported|missing)/i,
  },
  { state: 'headers-missing', form: /\/lib\/modules\/\S{1,150}: No such file or directory/ },
  { state: 'headers-missing', form: /No rule to make target ['"`]modules['"`]/ },
  { state: 'build-failed', form: /^ERROR: modpost: .{1,200} undefined!/ },
  { state: 'build-failed', form: /\b(?:fatal )?error: / },
  {
    state: 'build-failed',
    form: /^\s*(?:Error! (?:Bad return status|Build of)|ERROR \(dkms )|make(?:\[\d\])?: \*\*\* /,
  },
];
const mostLines = 20_000;
/** A build that has not named ena by then is another module's. */
const patienceLines = 60;

/** What dkms or make says when it builds ena: on the terminal, or in `make.log`. Builds of other modules are none. */
export const dkmsBuild: SectionReader = {
  kind: 'dkms',
  begin(line: TextLine, around: Surroundings): Section | undefined {
    const text = line.text.replace(builderMark, '');
    if (text.length > 500 || !(begins.test(text) || (goesOn.test(text) && isEna.test(text)))) {
      return undefined;
    }
    const section = new BuildSection(around);
    section.take(line);
    return section;
  },
};

class BuildSection implements Section {
  readonly #source: string;
  #lines = 0;
  #isEna: boolean;
  #version: string | undefined;
  #kernel: string | undefined;
  #fault: { readonly rank: number; readonly place: Place } | undefined;

  constructor(around: Surroundings) {
    const command = around.command ?? '';
    this.#source = around.source;
    this.#isEna = (/dkms/.test(command) && /\b(?:ena|amzn-drivers)\b/.test(command)) || isEna.test(around.source);
    this.#version = versionForm.exec(command)?.[1];
  }

  take(line: TextLine): boolean {
    const text = line.text.slice(0, 500).replace(builderMark, '');
    const startsAnother = this.#lines > 0 && text.startsWith('DKMS make.log for ');
    const consulted = consult.exec(text)?.[1];
    const isForeign = (consulted !== undefined && !isEna.test(text)) || (!this.#isEna && this.#lines >= patienceLines);
    if (
      startsAnother ||
      isForeign ||
      this.#lines >= mostLines ||
      isPrompt(text) ||
      isBanner(text) ||
      isStampedLine(text)
    ) {
      return false;
    }
    this.#lines += 1;
    this.#isEna ||= isEna.test(text);
    this.#version ??= versionForm.exec(text)?.[1];
    this.#kernel ??= kernelForm.exec(text)?.[1];
    const rank = faults.findIndex(({ form }) => form.test(text));
    if (rank >= 0 && rank < (this.#fault?.rank ?? faults.length)) {
      this.#fault = { rank, place: placeOf(line, this.#source) };
    }
    return true;
  }

  end(): readonly DkmsState[] {
    const state = this.#fault && faults[this.#fault.rank]?.state;
    if (!this.#isEna || this.#fault === undefined || state === undefined) {
      return [];
    }
    const version = this.#version;
    const kernel = this.#kernel;
    const { place } = this.#fault;
    return [{ kind: 'dkms', place, module: 'ena', state, ...(version && { version }), ...(kernel && { kernel }) }];
  }
}
