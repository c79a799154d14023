import { posix } from 'node:path';
import type { ModuleInfo } from '../observation.ts';
import type { SourceSummary } from '../source.ts';
import type { HostAdapter } from './adapters.ts';
import type { Host } from './host.ts';
import { blind, type Look, listFolder, placeOf, readText, summaryOf } from './look.ts';

const modulesFolder = '/lib/modules';
const loadedFolder = '/sys/module/ena';
/** The lists of a distribution's kernel have some 6,000 rows, 1 MiB. */
const listBytes = 16 * 1024 * 1024;
/** A host that never removes old kernels has a few dozen. */
const mostKernels = 32;

/**
 * Tells whether the running kernel has the ena module, and whether every kernel that could be booted next has it.
 * Never rejects.
 */
export const tellModules = async (
  look: Look,
  kernel: string,
  adapters: readonly HostAdapter[],
): Promise<SourceSummary[]> => {
  const { host } = look;
  const told: ModuleInfo[] = [];
  const running = await moduleOf(host, kernel);
  const version = (await readText(host, `${loadedFolder}/version`))?.trim();
  const loaded = await listFolder(host, loadedFolder);
  const unserved = adapters.filter(({ driver }) => driver === undefined).map(({ pci }) => pci);
  if (running?.state === 'builtin') {
    told.push({ ...running, ...(version && { version }) });
  } else if (loaded !== undefined) {
    const place = placeOf(loadedFolder, version ? `version: ${version}` : 'loaded');
    const filename = running?.filename;
    told.push({
      kind: 'module',
      place,
      state: 'loaded',
      kernel,
      ...(version && { version }),
      ...(filename && { filename }),
    });
  } else if (running?.state === 'found' && unserved.length > 0) {
    told.push({
      ...running,
      state: 'load-failed',
      error: `it is not loaded, and ${unserved.join(', ')} has no driver`,
    });
  } else if (running === undefined && unserved.length > 0) {
    blind(
      look,
      modulesFolder,
      `Whether kernel ${kernel} has an ena module was not seen: ${modulesFolder} is not there (is this a container?); run ena on the host itself.`,
    );
  } else if (running !== undefined && (running.state !== 'missing' || unserved.length > 0)) {
    told.push(running);
  }
  told.push(...(await missingNext(host, kernel)));
  for (const module of told) look.sink(module);
  return told.map(({ place }) => summaryOf(place.source, 'modinfo', 1));
};

/** Other kernels that can be booted and would find no ena module. */
const missingNext = async (host: Host, running: string): Promise<readonly ModuleInfo[]> => {
  const images = new Set(await listFolder(host, '/boot'));
  const kernels = (await listFolder(host, modulesFolder)) ?? [];
  // Removing a kernel's package often leaves a rest of its modules' folder behind.
  const bootable = kernels.filter((kernel) => kernel !== running && images.has(`vmlinuz-${kernel}`));
  const found = await Promise.all(bootable.slice(-mostKernels).map((kernel) => moduleOf(host, kernel)));
  return found.flatMap((module) => (module?.state === 'missing' ? [module] : []));
};

/** What the lists beside a kernel's modules say of ena; undefined where no kernel's modules can be seen at all. */
const moduleOf = async (host: Host, kernel: string): Promise<ModuleInfo | undefined> => {
  const folder = `${modulesFolder}/${kernel}`;
  const tell = (state: ModuleInfo['state'], list: string, text: string, filename?: string): ModuleInfo => {
    const place = placeOf(`${folder}/${list}`, text);
    return { kind: 'module', place, state, kernel, ...(filename !== undefined && { filename }) };
  };
  const builtin = enaIn(await readText(host, `${folder}/modules.builtin`, listBytes));
  if (builtin !== undefined) return tell('builtin', 'modules.builtin', builtin);
  const list = await readText(host, `${folder}/modules.dep`, listBytes);
  const file = enaIn(list);
  if (file !== undefined) return tell('found', 'modules.dep', file, posix.resolve(folder, file));
  if (list !== undefined)
    return tell('missing', 'modules.dep', `no ena.ko among ${list.split('\n').length - 1} modules`);
  // The kernel was replaced under the running one, and took its modules with it.
  const others = await listFolder(host, modulesFolder);
  return others?.length ? tell('missing', 'modules.dep', `no such file; there is ${others.join(', ')}`) : undefined;
};

/** The path of ena's file in `modules.dep` (`path: what it needs`) or `modules.builtin` (`path`). */
const enaIn = (list: string | undefined): string | undefined =>
  list
    ?.split('\n')
    .map((row) => row.split(':', 1)[0] ?? '')
    .find((path) => /^ena\.ko(?:\.\w{1,4})?$/.test(posix.basename(path)));
