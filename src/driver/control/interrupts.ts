import { msix } from '../../spec/wire/pci.ts';
import { Registers } from '../../spec/wire/registers.ts';
import type { Adapter } from '../adapter.ts';
import type { TakeEvent } from './eventQueue.ts';
import { takeEvent } from './takeEvent.ts';

/**
 * Gets the vectors of management and queues, and from now on lets interrupts tell of admin completions. False without
 * vectors. With fewer than wanted there will be fewer queues.
 */
export const enableInterrupts = (adapter: Adapter): boolean => {
  const { port, speech, options } = adapter;
  const wanted = adapter.maxChannels + msix.firstQueueVector;
  const granted = Math.min(wanted, port.pci.vectors);
  if (granted <= msix.firstQueueVector) {
    speech.say('vectorsFailed', { vectors: wanted, result: granted });
    return false;
  }
  if (granted < wanted) {
    speech.say('vectorsShort', { granted, wanted });
    adapter.maxChannels = granted - msix.firstQueueVector;
    adapter.channels = Math.min(adapter.channels, adapter.maxChannels);
  }
  for (let vector = 0; vector < granted; vector++) {
    speech.say('interruptNumber', { vector: options.firstInterrupt + vector });
  }
  const take: TakeEvent = (group, syndrome, words, at) => takeEvent(adapter, group, syndrome, words, at);
  port.connect(msix.managementVector, () => {
    adapter.admin?.collect();
    // Events wait in their ring until the driver runs.
    if (adapter.isRunning) adapter.events?.collect(take);
  });
  adapter.hasInterrupts = true;
  if (adapter.admin !== undefined) adapter.admin.isPolling = false;
  if (adapter.voice.does.masksWhilePolling) port.write32(Registers.interruptMask.offset, 0);
  adapter.events?.offerRoom();
  return true;
};

/** Gives the management vector back; those of queues go with the interface. */
export const disableInterrupts = (adapter: Adapter): void => {
  if (!adapter.hasInterrupts) return;
  adapter.port.disconnect(msix.managementVector);
  adapter.hasInterrupts = false;
};
