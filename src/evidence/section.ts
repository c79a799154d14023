import type { Observation } from './observation.ts';
import type { SourceKind } from './source.ts';

/** A line of a text source, without its line end. `number` counts from 1. */
export interface TextLine {
  readonly text: string;
  readonly number: number;
}

/** What the text around a section tells about it. */
export interface Surroundings {
  /** The name of the source, as the report will print it. */
  readonly source: string;
  /** The last command a shell transcript, banner or file name showed, such as `ethtool -S eth0`. */
  readonly command?: string;
  /** The last interface name seen in a command, banner or file name. */
  readonly interface?: string;
  /** Milliseconds since 1970 UTC of the last `date` output or banner stamp. */
  readonly wallMs?: number;
}

/** An open section: the output of one command inside a text. */
export interface Section {
  /** Takes the line. `false`: the line is not part of the section, which thereby ends. */
  take(line: TextLine): boolean;
  /** What the section said. Called once, when it has ended or the text has. */
  end(): readonly Observation[];
}

/** Recognises the output of one command wherever in a text it begins. */
export interface SectionReader {
  readonly kind: SourceKind;
  /** Opens a section when `line` is its first line; the opened section has already taken that line. */
  begin(line: TextLine, around: Surroundings): Section | undefined;
}
