import { access, constants, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What executes a machine's instructions: this computer's processor (KVM), or QEMU's translator (TCG). */
export type Accelerator = 'kvm' | 'tcg';

/** The accelerator to use, and why, as a clause. */
export interface Choice {
  readonly accelerator: Accelerator;
  readonly why: string;
}

/** Where the trial leaves marks, and what it reads; tests give others. */
export interface TrialSite {
  /** Folder for the outcome, that holds until this computer boots again. */
  readonly folder: string;
  readonly device?: string;
  readonly bootId?: string;
}

const works: Choice = { accelerator: 'kvm', why: 'a kernel boots under it' };
const absent: Choice = { accelerator: 'tcg', why: 'there is no /dev/kvm that may be used' };
const broken: Choice = { accelerator: 'tcg', why: 'KVM is there, and boots no kernel' };

/**
 * KVM where it truly works, else TCG. That `/dev/kvm` opens proves nothing: there are KVMs inside of virtual machines
 * that cannot run an ordinary kernel, and QEMU does not end on it. So a machine is booted once, within a bound.
 *
 * @param tryBoot boots a machine under KVM and shuts it down; rejected where that fails
 */
export const chooseAccelerator = async (
  { folder, device = '/dev/kvm', bootId = '/proc/sys/kernel/random/boot_id' }: TrialSite,
  tryBoot: () => Promise<void>,
): Promise<Choice> => {
  const isThere = await access(device, constants.R_OK | constants.W_OK).then(
    () => true,
    () => false,
  );
  if (!isThere) return absent;
  const boot = (await readFile(bootId, 'utf8').catch(() => '')).trim();
  const record = join(folder, 'kvm-trial');
  const [recordedBoot, outcome] = (await readFile(record, 'utf8').catch(() => '')).trim().split(' ');
  if (boot !== '' && recordedBoot === boot) return outcome === 'works' ? works : broken;
  const choice = await tryBoot().then(
    () => works,
    () => broken,
  );
  // Without the record the next machine is tried again, which costs time only.
  await writeFile(record, `${boot} ${choice === works ? 'works' : 'fails'}\n`).catch(() => {});
  return choice;
};
