import { audit } from '../../diagnosis/outside/audit.ts';
import type { Filter } from '../../evidence/ec2/shapes.ts';
import { surveyRegion } from '../../evidence/ec2/survey.ts';
import { patient, surveyPatience } from '../../recovery/ec2/patience.ts';
import { readWidth, wantsColor } from '../appearance.ts';
import { BadValue } from '../errors.ts';
import type { ExitCode } from '../exitCode.ts';
import { createPalette } from '../render/terminal/paint.ts';
import type { Shell } from '../shell.ts';
import type { AuditValues } from '../verbs/audit.ts';
import { auditJson, auditText, type RegionAudit } from './auditText.ts';
import { inWords } from './cloudErrors.ts';
import { type Machinery, machinery } from './machinery.ts';

const listed = (text: string | undefined): readonly string[] =>
  (text ?? '').split(',').flatMap((word) => word.trim() || []);

/** `NAME=VALUE,VALUE`, several with `;` between. @throws BadValue */
const readFilters = (text: string | undefined): readonly Filter[] =>
  (text ?? '').split(';').flatMap((part) => {
    if (part.trim() === '') return [];
    const [, name, values] = /^([^=]+)=(.+)$/.exec(part.trim()) ?? [];
    if (name === undefined || values === undefined)
      throw new BadValue('--filter', part, 'NAME=VALUE,VALUE as EC2 names it, such as tag:Env=prod');
    return { Name: name, Values: values.split(',') };
  });

/**
 * `ena audit`: looks at a whole account, region by region.
 *
 * @returns 1 when something is a warning or worse
 * @throws BadValue, CloudError
 */
export const runAudit = async (values: AuditValues, shell: Shell, on: Machinery = machinery): Promise<ExitCode> => {
  const layout = {
    width: readWidth(values.width, shell),
    palette: createPalette(wantsColor(values.color ?? 'auto', shell)),
  };
  const filters = readFilters(values.filter);
  const types = listed(values.type);
  const named = listed(values.region);
  const audits: RegionAudit[] = [];
  for (const region of named.length > 0 ? named : [undefined]) {
    const asked = region === undefined ? {} : { region };
    const found = await inWords(asked, async () => {
      const connection = await on.connect(asked);
      try {
        const survey = await surveyRegion(patient(connection.ask, on.clock, surveyPatience), { filters, types });
        const unknown = types.find((type) => !survey.types.has(type));
        if (unknown !== undefined) throw new BadValue('--type', unknown, `types that ${connection.region} has`);
        const { instances, images } = survey;
        return { region: connection.region, instances: instances.length, images: images.length, rows: audit(survey) };
      } finally {
        connection.close();
      }
    });
    audits.push(found);
  }
  shell.out.write(values.json ? auditJson(audits) : auditText(audits, layout));
  return audits.some(({ rows }) => rows.some(({ severity }) => severity !== 'notice')) ? 1 : 0;
};
