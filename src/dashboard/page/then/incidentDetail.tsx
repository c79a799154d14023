import { useEffect, useRef } from 'preact/hooks';
import type { Answer } from '../../../diagnosis/explain.ts';
import type { Incident, Report } from '../../../diagnosis/report.ts';
import { useAnswer } from '../model/hooks.ts';
import { FindingArticle } from '../now/findings.tsx';
import { Prose } from '../prose.tsx';
import { blameWords } from '../words.ts';

const refreshMs = 3000;
const forms = [
  { ending: 'md', title: 'Markdown' },
  { ending: 'html', title: 'HTML' },
  { ending: 'json', title: 'JSON' },
] as const;

const Steps = ({ incident }: { readonly incident: Incident }) => (
  <ol class="steps">
    {incident.steps.map(({ afterSeconds, what, place }) => (
      <li key={`${place.line} ${what}`}>
        <span class="offset">{afterSeconds !== undefined && `+${afterSeconds.toFixed(3)} s`}</span>
        <span>
          {what} <code class="muted">{place.text.trim()}</code>
        </span>
      </li>
    ))}
  </ol>
);

/** What the reset's reason means. */
const Reason = ({ number }: { readonly number: number }) => {
  const [meaning] = useAnswer<Answer>(`/api/explain?words=${encodeURIComponent(`reset ${number}`)}`)?.meanings ?? [];
  if (meaning === undefined) return null;
  return (
    <details>
      <summary>{meaning.title}</summary>
      {meaning.paragraphs.map((text) => (
        <p key={text}>
          <Prose text={text} />
        </p>
      ))}
    </details>
  );
};

/** One reset in full: its steps, why, what to do, and the report for a support case. */
export const IncidentDetail = ({ incidentKey }: { readonly incidentKey: string }) => {
  const heading = useRef<HTMLHeadingElement>(null);
  const query = `incident=${encodeURIComponent(incidentKey)}`;
  const report = useAnswer<Report>(`/api/report.json?${query}`, refreshMs);
  const incident = report?.incidents[0];
  const isThere = incident !== undefined;
  useEffect(() => heading.current?.focus(), [isThere]);
  if (incident === undefined) return null;
  const { outcome, cause, blame, blameKnownFrom, resetReason, durationSeconds } = incident;
  return (
    <section class="incident" aria-labelledby="incident">
      <h2 id="incident" tabIndex={-1} ref={heading}>
        Reset of {incident.adapter} <span class={`chip ${outcome}`}>{outcome}</span>
      </h2>
      <p class="muted">
        cause <code>{cause}</code> · blame: {blameWords[blame]}
        {blameKnownFrom && `, ${blameKnownFrom}`}
        {durationSeconds !== undefined && ` · took ${durationSeconds.toFixed(3)} s`}
      </p>
      <Steps incident={incident} />
      {resetReason !== undefined && <Reason number={resetReason} />}
      {report?.findings.map((finding) => (
        <FindingArticle key={finding.id} finding={finding} />
      ))}
      <p class="export">
        For a support case:{' '}
        {forms.map(({ ending, title }) => (
          <a key={ending} href={`/api/report.${ending}?${query}`} download={`ena-report.${ending}`}>
            {title}
          </a>
        ))}
        <a href="#/then">Close</a>
      </p>
    </section>
  );
};
