import type { SectionReader } from '../section.ts';
import { lineSection } from './lineSection.ts';
import { placeOf } from './place.ts';

const type = String.raw`([a-z][a-z\d-]{1,16}\.(?:nano|micro|small|medium|(?:\d{1,3}x?)?large|metal(?:-\w{1,8})?))`;
/** Rows of `ec2-metadata`, the identity document, DMI as the kernel and dmidecode print it, sos and describe-instances. */
const forms: readonly RegExp[] = [
  new RegExp(`^\\s*"?(?:instance[-_ ]?type|InstanceType)"?\\s*[:=]\\s*"?${type}"?,?\\s*$`, 'i'),
  new RegExp(`(?:Hardware name|DMI): Amazon EC2 ${type}/`),
];
const product = new RegExp(`^\\s*(?:Product Name|Hardware Model): ${type}\\s*$`);
const bare = new RegExp(`^${type}$`);

/** The instance type, wherever the text lets it slip. */
export const instanceIdentity: SectionReader = {
  kind: 'system',
  begin(line, around) {
    const { text } = line;
    if (text.length > 500 || !mayTell(text)) {
      return undefined;
    }
    const asked = /meta-data\/instance-type/.test(around.command ?? '');
    const tried = asked ? [...forms, product, bare] : [...forms, product];
    const instanceType = tried.map((form) => form.exec(text)?.[1]).find((found) => found !== undefined);
    return instanceType === undefined
      ? undefined
      : lineSection({ kind: 'system', place: placeOf(line, around.source), instanceType });
  },
};

function mayTell(text: string): boolean {
  return (
    text.includes('.') &&
    (text.length < 24 || text.includes('Amazon EC2') || /type|Product Name/i.test(text.slice(0, 40)))
  );
}
