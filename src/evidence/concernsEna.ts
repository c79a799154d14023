import type { LogLine } from './observation.ts';

/**
 * Whether a log line is about ENA itself: its driver speaks, or the kernel speaks of its module, its device, its
 * queues or its functions. What the kernel around it suffers, and what EFA says, is not.
 */
export const concernsEna = ({ speaker, event, pci, values, place }: LogLine): boolean => {
  if (speaker !== 'kernel') return speaker !== 'efa';
  if (pci !== undefined || event === 'trace-frame' || event === 'interface-renamed') return true;
  // The kernel rejects unsigned modules without saying which.
  if (event === 'module-key-rejected') return /\bena\b/.test(place.text);
  return event === 'netdev-watchdog' ? values.driver === 'ena' : event?.startsWith('module-') === true;
};
