import type { Finding } from '../../../diagnosis/report.ts';
import type { State } from '../../../watch/http/wire.ts';
import { Prose } from '../prose.tsx';
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

/** A finding with what to do about it. */
export const FindingArticle = ({ finding, sinceMs }: { readonly finding: Finding; readonly sinceMs?: number }) => (
  <article class="finding">
    <h3>
      <span class={`chip ${finding.severity}`}>{severityWords[finding.severity]}</span> {finding.title}
    </h3>
    <p class="muted">
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
  </article>
);

/** What is wrong, the gravest first. */
export const Findings = ({ state }: { readonly state: State }) => {
  if (state.problems.length === 0) return null;
  const rank = (severity: string) => ['critical', 'warning', 'notice'].indexOf(severity);
  const problems = state.problems.toSorted((one, other) => rank(one.finding.severity) - rank(other.finding.severity));
  return (
    <section aria-labelledby="findings">
      <h2 id="findings">What is wrong, and what to do</h2>
      {problems.map(({ key, finding, openedMs }) => (
        <FindingArticle key={key} finding={finding} sinceMs={openedMs} />
      ))}
    </section>
  );
};
