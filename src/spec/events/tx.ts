import type { EventText } from './event.ts';

export const txEvents = {
  'tx-request-id-invalid': {
    judgement: 'error',
    title: 'A transmit completion names a wrong packet',
    meaning:
      'The id is out of range or not under way (reason 5). 2.8.0-2.12.3 and kernel 6.12 hide the line by default.',
    cause: 'A duplicate or corrupted completion of the device, or a defect of the driver.',
    action: 'Note a single one. If it recurs on a current driver, open a support case.',
  },
  'tx-descriptor-malformed': {
    judgement: 'error',
    title: 'A transmit completion is malformed',
    meaning: 'Bits that must be zero are set (reason 17).',
    cause: 'Corruption by the device, or of memory.',
    action: 'Note a single one. If it recurs, open a support case with the log around it.',
  },
  'tx-descriptor-detail': {
    judgement: 'error',
    title: 'Content of the faulty transmit completion',
    meaning: 'Raw words of the completion that the line before complains about.',
    cause: 'The line before it.',
    action: 'Keep it for the support case.',
  },
  'tx-prepare-failed': {
    judgement: 'error',
    title: 'A packet could not be described to the device',
    meaning: 'Building the descriptors failed; mostly a reset follows (reason 8).',
    cause: 'A header too long for LLQ, or a defect of the driver.',
    action: 'Upgrade the driver. For long headers use wide LLQ.',
  },
  'dma-mapping-failed': {
    judgement: 'warn',
    title: 'A buffer could not be mapped for DMA',
    meaning: 'The packet was dropped, or a buffer not posted.',
    cause: 'Bounce buffers or IOMMU space ran out.',
    action: 'Raise swiotlb= or check the IOMMU; look for "swiotlb buffer is full".',
  },
  'tx-uncompleted-freed': {
    judgement: 'benign',
    title: 'Unsent packets were thrown away',
    meaning:
      'Packets still in the ring when it was taken down are freed. A long time since submission supports a stuck queue.',
    cause: 'A reset, or interface down with traffic.',
    action: 'Nothing by itself: see the reset around it.',
  },
  'tx-ring-full': {
    judgement: 'benign',
    title: 'The transmit ring was full',
    meaning: 'A packet came while no descriptor was free.',
    cause: 'Sending faster than the device takes.',
    action: 'Nothing to do.',
  },
  'tx-trace': {
    judgement: 'benign',
    title: 'A trace of the transmit path',
    meaning: 'One step of sending a packet.',
    cause: 'Debug output.',
    action: 'Nothing to do.',
  },
} satisfies Record<string, EventText>;
