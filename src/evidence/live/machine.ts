import type { SourceSummary } from '../source.ts';
import { type Look, placeOf, readText, readThrough, summaryOf } from './look.ts';
import { askInstanceType, metadataSource } from './metadata.ts';

const dmi = '/sys/class/dmi/id';
const kernelSettings = '/proc/sys/kernel';

/** The release of the running kernel, as `uname -r` prints it; undefined where it is not told. */
export const kernelRelease = async (look: Look): Promise<string | undefined> =>
  (await readText(look.host, `${kernelSettings}/osrelease`))?.trim() || undefined;

/**
 * Tells what machine this is: kernel, distribution, instance type. Never rejects.
 *
 * @param mayAsk whether the metadata service may be asked for what the firmware does not tell; only ever on EC2
 */
export const tellMachine = async (
  look: Look,
  kernel: string | undefined,
  mayAsk: boolean,
): Promise<readonly SourceSummary[]> => {
  const { host } = look;
  const summaries: SourceSummary[] = [];
  const bootId = (await readText(host, `${kernelSettings}/random/boot_id`))?.trim();
  if (kernel !== undefined) {
    const source = `${kernelSettings}/osrelease`;
    look.sink({ kind: 'system', place: placeOf(source, kernel), kernel, ...(bootId && { bootId }) });
    summaries.push(summaryOf(source, 'system', 1, 0));
  }
  for (const path of ['/etc/os-release', '/usr/lib/os-release']) {
    const text = await readText(host, path);
    if (text === undefined) continue;
    summaries.push(readThrough(look, path, text));
    break;
  }
  const firmware = await Promise.all(
    ['sys_vendor', 'bios_vendor', 'bios_version'].map((file) => readText(host, `${dmi}/${file}`)),
  );
  // Nitro says `Amazon EC2`; Xen instances, some of which have ENAs too, have a BIOS `4.11.amazon`.
  if (!firmware.some((text) => text !== undefined && /^Amazon EC2|\.amazon$/.test(text.trim()))) return summaries;
  const product = (await readText(host, `${dmi}/product_name`))?.trim() ?? '';
  // On Nitro the product is the instance type: the service need not be asked.
  if (/^[a-z][a-z\d-]*\.[a-z\d-]+$/.test(product)) {
    summaries.push(readThrough(look, `${dmi}/product_name`, `Product Name: ${product}`));
  } else if (mayAsk) {
    const type = await askInstanceType(host);
    if (type !== undefined) summaries.push(readThrough(look, metadataSource, `instance-type: ${type}`));
  }
  return summaries;
};
