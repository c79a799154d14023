/** An error number as a driver of ENA prints it (`rc=-62`), and what it means there. */
export interface Errno {
  readonly number: number;
  readonly name: string;
  readonly meaning: string;
}

/** The error numbers of Linux that ENA's lines carry. FreeBSD numbers some differently; its lines are marked as its own. */
// biome-ignore format: a table
export const errnos: readonly Errno[] = [
  { number: 1, name: 'EPERM', meaning: 'Refused. Drivers 1.0.0 to 1.1.x print it for a command or feature the device does not support; later ones print EOPNOTSUPP.' },
  { number: 2, name: 'ENOENT', meaning: 'Something looked for does not exist, such as a flow rule to be removed.' },
  { number: 5, name: 'EIO', meaning: 'Input or output failed: the device gave an answer the driver cannot use.' },
  { number: 11, name: 'EAGAIN', meaning: 'The device is busy and the command may be given again (status RESOURCE_BUSY), or the clock is in its pause after a failed read.' },
  { number: 12, name: 'ENOMEM', meaning: 'No memory in the guest, or no resource in the device (status RESOURCE_ALLOCATION_FAILURE). Creating rings is tried again with smaller ones.' },
  { number: 14, name: 'EFAULT', meaning: 'An address could not be used: mapping for the device failed, or two devices use one identity.' },
  { number: 16, name: 'EBUSY', meaning: 'Something is in use, such as a PCI region that another driver holds.' },
  { number: 19, name: 'ENODEV', meaning: 'The admin queue is stopped, so the command was not sent; or there is no such device. During a reset this is expected.' },
  { number: 22, name: 'EINVAL', meaning: 'The device refused a command as malformed or illegal, or an answer was impossible. Also: the device was not ready when it should be reset.' },
  { number: 28, name: 'ENOSPC', meaning: 'A queue has no free place: 32 admin commands under way, or too few interrupt vectors.' },
  { number: 62, name: 'ETIME', meaning: 'The device did not answer in time: an admin command without completion, a register read that returned all ones, or a reset phase that did not end.' },
  { number: 95, name: 'EOPNOTSUPP', meaning: 'The device does not support the feature or command. Often the driver knows beforehand and sends nothing; usually harmless.' },
  { number: 110, name: 'ETIMEDOUT', meaning: 'A wait ran out; rare in ENA’s own lines, which use ETIME.' },
  { number: 517, name: 'EPROBE_DEFER', meaning: 'Probing is put off and the kernel will try again. From the releases on that turn ETIME into it, a device that does not answer at boot shows this.' },
];
