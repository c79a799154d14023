import { type PolicyRow, policyOf, policyRows } from '../../src/recovery/policies.ts';
import { text } from './markdown.ts';

const titles: Readonly<Record<PolicyRow['name'], string>> = {
  doctor: 'Examine an instance',
  audit: 'Audit an account',
  disable: 'Switch ENA off',
  enable: 'Switch ENA on',
  rescue: 'Repair the root volume elsewhere',
  replace: 'Replace an instance with an instance-store root',
  standby: 'In addition, for members of an Auto Scaling group',
};

export const policiesPage = () =>
  policyRows
    .map((row) =>
      [
        `## ${titles[row.name]}`,
        text(row.says),
        `\`\`\`json\n${JSON.stringify(policyOf(row), undefined, 2)}\n\`\`\``,
      ].join('\n\n'),
    )
    .join('\n\n');
