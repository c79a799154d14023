import { cacheFolder, openCache } from '../../src/lab/vm/cache.ts';
import { namedKernel } from '../../src/lab/vm/kernel.ts';
import { findKernel } from '../../src/lab/vm/kernels.ts';
import { findQemu } from '../../src/lab/vm/qemu.ts';
import { tryAccelerators } from '../../src/lab/vm/trial.ts';
import { Guest, type GuestParts } from '../../src/lab/vmDrill/guest.ts';
import { comeUp } from '../../src/lab/vmDrill/guestScripts.ts';
import { executableFiles, InnerAgent, roomyBytes, stamp } from '../../test/vm/innerAgent.ts';

/** On a busy computer all takes minutes. */
const upMs = 600_000;

/** Few packets, so that an emulated processor has time for the agent, but always some under way on both queues. */
const traffic = `for host in 2 3 4 5; do
  setsid sh -c "while :; do ping -q -n -i 0.5 10.0.0.$host; usleep 200000; done" >/dev/null 2>&1 &
done`;

const readLog = '/run/read';
/** The kernel's log, read by a program that does nothing else: what it has late, the machine gave late. */
const plainReader = `cat >/run/reader.sh <<'END'
cat /dev/kmsg | ${stamp} >${readLog}
END
setsid sh /run/reader.sh >/dev/null 2>&1 &`;

/** When the plain reader had each line of the log, by when the kernel says it was logged; seconds since boot. */
export const plainlyRead = async (guest: Guest): Promise<ReadonlyMap<number, number>> => {
  const read = (await guest.ask(`cat ${readLog}`)).matchAll(/^([\d.]+) [\d.]+ \d+,\d+,(\d+),/gm);
  return new Map([...read].map(([, had, loggedUs]) => [Number(loggedUs) / 1e6, Number(had)]));
};

/** A guest whose adapter the built agent watches. */
export interface WatchedGuest {
  readonly guest: Guest;
  readonly agent: InnerAgent;
}

/** What such guests are made of. @param folder for the executable */
export const guestParts = async (kernelName: string, folder: string): Promise<GuestParts> => {
  const cache = openCache(cacheFolder(process.env));
  const qemu = await findQemu(cache, { path: process.env.PATH ?? '' });
  const row = findKernel(kernelName);
  if (row === undefined) throw new RangeError(`no kernel is called ${kernelName}`);
  const kernel = await namedKernel(cache, row);
  const { accelerator } = await tryAccelerators(cache, qemu, async () => kernel);
  const files = await executableFiles(cache, folder);
  return { cache, qemu, kernel, accelerator, files, memoryBytes: roomyBytes };
};

/** Has the driver loaded and waits until packets go both ways. Whether they do. */
export const comesUp = async (guest: Guest): Promise<boolean> => {
  await guest.run(comeUp);
  return (await guest.isUpWithin(upMs)) && (await guest.isConnectedWithin(upMs));
};

/** Boots one, and has all of it begin. */
export const bootWatched = async (parts: GuestParts): Promise<WatchedGuest> => {
  const guest = await Guest.boot(parts);
  try {
    if (!(await comesUp(guest))) throw new Error('the interface does not come up');
    const agent = new InnerAgent((script, timeoutMs) => guest.ask(script, timeoutMs));
    await agent.start();
    await guest.run(plainReader);
    await guest.run(traffic);
    return { guest, agent };
  } catch (error) {
    await guest.close();
    throw error;
  }
};
