import type { Finding } from '../../../diagnosis/report.ts';
import type { AdapterView, State } from '../../../watch/http/wire.ts';
import { Prose } from '../prose.tsx';
import { nameOf } from '../verdict.ts';
import { blameWords, severityWords, timeOfDay } from '../words.ts';

const mostEvidence = 12;

/** Lines on which a finding rests. */
export const Evidence = ({ finding: { evidence } }: { readonly finding: Finding }) =>
  evidence.length === 0 ? null : (
    <details>
      <summary>Evidence</summary>
      <ul class="evidence">
        {evidence.slice(0, mostEvidence).map(({ source, line, text }) => (
          <li key={`${source} ${line}`}>
            <code>{text.trim()}</code>
          </li>
        ))}
      </ul>
    </details>
  );

interface Props {
  readonly finding: Finding;
  readonly sinceMs?: number;
  /** Which adapter it is about, where there are several. */
  readonly of?: string | undefined;
}

/** What is known of a finding, and what to do about it. */
export const FindingBody = ({ finding, sinceMs, of }: Props) => (
  <>
    <p class="muted">
      {of && <b>{of} · </b>}
      {sinceMs !== undefined && `since ${timeOfDay(sinceMs)} · `}
      {finding.confidence} · blame: {blameWords[finding.blame]} · <code>{finding.id}</code>
    </p>
    <p>
      <Prose text={finding.meaning} />
    </p>
    {finding.advice.length > 0 && (
      <ol class="advice">
        {finding.advice.map((text) => (
          <li key={text}>
            <Prose text={text} />
          </li>
        ))}
      </ol>
    )}
    <Evidence finding={finding} />
  </>
);

/** A finding under its title. */
export const FindingArticle = (props: Props) => (
  <article class="finding">
    <h3>
      <span class={`chip ${props.finding.severity}`}>{severityWords[props.finding.severity]}</span>{' '}
      {props.finding.title}
    </h3>
    <FindingBody {...props} />
  </article>
);

/** What is wrong, the gravest first. */
export const Findings = ({ state, adapters }: { readonly state: State; readonly adapters: readonly AdapterView[] }) => {
  if (state.problems.length === 0) return null;
  const rank = (severity: string) => ['critical', 'warning', 'notice'].indexOf(severity);
  const problems = state.problems.toSorted((one, other) => rank(one.finding.severity) - rank(other.finding.severity));
  const nameIn = ({ adapter }: Finding): string | undefined => {
    const found = adapters.length > 1 ? adapters.find(({ pci }) => pci === adapter) : undefined;
    return found && nameOf(found);
  };
  return (
    <section aria-labelledby="findings">
      <h2 id="findings">What is wrong, and what to do</h2>
      {problems.map(({ key, finding, openedMs }) => (
        <FindingArticle key={key} finding={finding} sinceMs={openedMs} of={nameIn(finding)} />
      ))}
    </section>
  );
};
