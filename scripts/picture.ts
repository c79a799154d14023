/** Writes the picture of real output into README.md anew. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { report } from '../test/scenarios/picture.ts';

const path = join(import.meta.dirname, '../README.md');
const picture = /(<!-- printed by: (.*?) -->\n```text\n)[\s\S]*?```/;
const text = readFileSync(path, 'utf8');
const command = picture.exec(text)?.[2] ?? '';
const printed = await report(command);
writeFileSync(
  path,
  text.replace(picture, (_, head: string) => `${head}${printed}\n\`\`\``),
);
