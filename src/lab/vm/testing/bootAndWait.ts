import { cacheFolder, openCache } from '../cache.ts';
import { usualHardware } from '../machine.ts';
import { findQemu } from '../qemu.ts';
import { hardwareArguments } from '../qemuArguments.ts';
import { startQemu } from '../qemuProcess.ts';

// Starts a machine that has nothing to boot, prints the id of its process, and waits to be killed.

const qemu = await findQemu(openCache(cacheFolder(process.env)), { path: process.env.PATH ?? '' });
const { pid, exited } = await startQemu(qemu, hardwareArguments(usualHardware), new Uint8Array());
console.log(pid);
await exited;
