import { disagreements } from '../../src/spec/disagreements.ts';
import { ignoreList } from '../../src/spec/ignoreList.ts';
import { dpdkDrivers, kernelDrivers, linuxReleases } from '../../src/spec/releases.ts';
import { type Scope, scopes, statistics } from '../../src/spec/statistics/index.ts';
import { timerIds, timerMeanings, timers } from '../../src/spec/timers.ts';
import { rangeInWords } from '../../src/spec/versions.ts';
import { contents, entry, explanationsOf } from './entry.ts';
import { findingsPage } from './findings.ts';
import { code, table, text } from './markdown.ts';
import { messagesPage } from './messages.ts';
import { policiesPage } from './policies.ts';

/** A page of `docs/reference/`. */
export interface Page {
  readonly file: string;
  readonly title: string;
  /** What the page is for, in a sentence or two. */
  readonly intro: string;
  readonly body: () => string;
}

const scopeTitles: Readonly<Record<Scope, string>> = {
  adapter: 'The adapter',
  instance: 'Allowances of the instance',
  srd: 'ENA Express',
  phc: 'The hardware clock',
  admin: 'The admin queue',
  'tx-queue': 'Each transmit queue',
  'rx-queue': 'Each receive queue',
  'xdp-queue': 'Transmit queues of XDP',
};

function statisticsPage(): string {
  const explained = new Map(explanationsOf('statistic').map((explanation) => [explanation.name, explanation]));
  const sections = scopes.map((scope) => {
    const rows = statistics.filter((row) => row.scope === scope).map(({ name }) => explained.get(name)!);
    return `## ${scopeTitles[scope]}\n\n${contents(['Name', 'Counts'], rows)}\n\n${rows.map(entry).join('\n\n')}`;
  });
  return sections.join('\n\n');
}

const resetReasonsPage = () => {
  const rows = explanationsOf('reset-reason');
  return `${contents(['Reason', 'Name'], rows)}\n\n${rows.map(entry).join('\n\n')}`;
};

const featuresPage = () => {
  const rows = explanationsOf('feature');
  return `${contents(['Feature', 'Name'], rows)}\n\n${rows.map(entry).join('\n\n')}`;
};

const errorsPage = () =>
  (
    [
      ['Error numbers', 'errno'],
      ['Status of admin commands', 'admin-status'],
      ['Admin commands', 'admin-opcode'],
      ['Registers by offset', 'register'],
      ['Sub-optimal configuration codes', 'sub-optimal-code'],
    ] as const
  )
    .map(([title, kind]) => `## ${title}\n\n${explanationsOf(kind).map(entry).join('\n\n')}`)
    .join('\n\n');

const knownBugsPage = () => {
  const rows = explanationsOf('known-bug');
  return `${contents(['Name', 'Symptom'], rows)}\n\n${rows.map(entry).join('\n\n')}`;
};

const timersPage = () =>
  timerIds
    .map((id) => {
      const rows = timers
        .filter((timer) => timer.id === id)
        .map(({ driver, releases, value, unit, override }) => [
          driver,
          releases ? rangeInWords(releases) : 'all',
          `${value} ${unit}`,
          text(override ?? ''),
        ]);
      return `## ${id}\n\n${text(timerMeanings[id])}\n\n${table(['Driver', 'Releases', 'Limit', 'Replaced by'], rows)}`;
    })
    .join('\n\n');

const disagreementsPage = () =>
  [
    ...disagreements.map(
      ({ about, page, driver, meant, consequence }) =>
        `## ${text(about)}\n\n${table(
          ['', ''],
          [
            ['The page', text(page)],
            ['The drivers', text(driver)],
            ['The page means', text(meant)],
            ['So enakit', text(consequence)],
          ],
        )}`,
    ),
    '## Lines the page says may be ignored',
    table(
      ['On the page', 'Wordings', 'Why it may be ignored', 'Unless'],
      ignoreList.map(({ page, wordings, because, unless }) => [
        code(page),
        wordings
          .map((row) => `${code(row.text)} (${rangeInWords(row.releases)}${row.note ? `; ${text(row.note)}` : ''})`)
          .join(', '),
        text(because),
        text(unless ?? ''),
      ]),
    ),
  ].join('\n\n');

const versionsPage = () =>
  [
    '## Linux, out of tree',
    table(
      ['Release', 'Month'],
      [...linuxReleases].map(([release, month]) => [release, month]),
    ),
    '## DPDK',
    table(
      ['DPDK', 'Driver'],
      dpdkDrivers.map(({ dpdk, driver }) => [rangeInWords(dpdk), driver]),
    ),
    '## Upstream kernels',
    table(
      ['Kernels', 'Print', 'Note'],
      kernelDrivers.map(({ kernels, prints, note }) => [rangeInWords(kernels), prints, text(note)]),
    ),
  ].join('\n\n');

/** All pages. A new one is one row more. */
// biome-ignore format: a table
export const pages: readonly Page[] = [
  { file: 'findings.md', title: 'Findings', intro: 'Everything a report may say, with its weight, its meaning and what to do. An id with a colon has variants.', body: findingsPage },
  { file: 'statistics.md', title: 'Statistics', intro: 'Everything a driver of ENA counts: what it counts, what a rise means, from when on to worry and why from there. Names are those of the newest Linux driver; `N` stands for the queue.', body: statisticsPage },
  { file: 'messages.md', title: 'Log messages', intro: 'Every line a driver of ENA prints, and what kernels print around it, gathered by what the lines say. One event may have many wordings.', body: messagesPage },
  { file: 'reset-reasons.md', title: 'Reset reasons', intro: 'Why a driver resets the adapter. No Linux driver prints the number; it shows in counters since 2.10.0 and in the lines before the reset.', body: resetReasonsPage },
  { file: 'features.md', title: 'Features', intro: 'What the device may be able to do, and what follows where it cannot. "Feature X isn’t supported" carries these numbers.', body: featuresPage },
  { file: 'errors.md', title: 'Errors and numbers in log lines', intro: 'The numbers that lines of the driver carry: `rc=-62`, a status, a command, a register’s offset, a notification’s code.', body: errorsPage },
  { file: 'known-bugs.md', title: 'Known driver bugs', intro: 'Defects that a later release mended, each with what shows it. Releases are those of the out-of-tree driver: a kernel’s own driver takes fixes at its own pace.', body: knownBugsPage },
  { file: 'timers.md', title: 'Timers and limits', intro: 'How long each driver waits for what. The device may ask for other values, which no log line tells.', body: timersPage },
  { file: 'page-and-drivers.md', title: 'Where AWS’s page and the drivers disagree', intro: 'AWS’s page "Troubleshooting the Elastic Network Adapter" describes the driver of 2016 in places. Both sides stand here, with the driver that is meant.', body: disagreementsPage },
  { file: 'versions.md', title: 'Versions', intro: 'When which driver came out.', body: versionsPage },
  { file: 'iam-policies.md', title: 'IAM policies', intro: 'What `ena` must be allowed to do in AWS, by what it is asked to do: the calls the code makes, and no others. Narrow `Resource` of the acting statements to your instances and volumes; those that look cannot be narrowed.', body: policiesPage },
];

/** A page as it stands in the repository. */
export const render = ({ title, intro, body }: Page): string =>
  `<!-- Generated by \`npm run reference\`. Change the rows in src/spec instead. -->\n\n# ${title}\n\n${text(intro)}\n\n${body()}\n`;
