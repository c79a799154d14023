import { type Explanation, fact, keyOf, type Topic } from './explanation.ts';

/** A row of `findings`, as far as an explanation needs it. */
export interface ExplainableFinding {
  readonly id: string;
  readonly severity: string;
  readonly title: string;
  readonly meaning: string | ((values: Readonly<Record<string, number | string>>) => string);
  readonly advice: readonly string[];
}

/** An error of the command line: its code and what it means. */
export interface ExplainableError {
  readonly code: string;
  readonly means: string;
}

const ofFinding = ({ id, severity, title, meaning, advice }: ExplainableFinding): Explanation => ({
  kind: 'finding',
  name: id,
  title,
  paragraphs: [typeof meaning === 'string' ? meaning : meaning({}), ...advice.map((step) => `What to do: ${step}`)],
  facts: fact('Severity', severity),
  seeAlso: [],
});

const ofError = ({ code, means }: ExplainableError): Explanation => ({
  kind: 'error-code',
  name: code,
  title: `error ${code} of ena`,
  paragraphs: [means],
  facts: [],
  seeAlso: [],
});

/** An id with a variant, such as `allowance-exceeded:pps`, falls back to the row of its base. */
const base = (id: string): string => keyOf(id.split(':', 1)[0] ?? id);

export const findingTopic = (findings: readonly ExplainableFinding[]): Topic => ({
  kind: 'finding',
  qualifiers: ['finding'],
  all: () => findings.map(ofFinding),
  about: (word) => {
    const exact = findings.filter(({ id }) => keyOf(id) === keyOf(word));
    const found = exact.length > 0 ? exact : findings.filter(({ id }) => base(id) === base(word));
    return found.map(ofFinding);
  },
});

export const errorTopic = (errors: readonly ExplainableError[]): Topic => ({
  kind: 'error-code',
  qualifiers: ['error', 'code'],
  all: () => errors.map(ofError),
  about: (word) => errors.filter(({ code }) => keyOf(code) === keyOf(word)).map(ofError),
});
