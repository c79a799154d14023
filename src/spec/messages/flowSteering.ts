import type { Message } from '../message.ts';

/** Flow steering (ntuple rules). */
// biome-ignore format: a table
export const flowSteeringMessages: readonly Message[] = [
  { id: 'ENA-376', event: 'flow-steering-setup-failed', speaker: 'linux', text: 'Cannot init Flow steering rules rc: %d', names: ['result'], level: 'err', releases: '2.13.0-2.17.0' },
  { id: 'ENA-377', event: 'flow-steering-request-refused', speaker: 'linux', text: 'Failed to add a flow steering rule, index %u out of bounds', names: ['rule'], level: 'err', releases: '2.13.0-2.17.0' },
  { id: 'ENA-378', event: 'flow-steering-request-refused', speaker: 'linux', text: 'Failed to add a new flow steering rule: %d', names: ['result'], level: 'err', releases: '2.13.0-2.17.0' },
  { id: 'ENA-379', event: 'flow-steering-request-refused', speaker: 'linux', text: 'Failed to configure Flow steering rule to index %u with currently active rule in it', names: ['rule'], level: 'err', releases: '2.13.0-2.17.0' },
  { id: 'ENA-380', event: 'flow-steering-request-refused', speaker: 'linux', text: 'Failed to get a flow steering rule in index %u, entry not in use', names: ['rule'], level: 'err', releases: '2.13.0-2.17.0' },
  { id: 'ENA-381', event: 'flow-steering-request-refused', speaker: 'linux', text: 'Failed to get a flow steering rule, index %u out bounds', names: ['rule'], level: 'err', releases: '2.13.0-2.17.0' },
  { id: 'ENA-382', event: 'flow-steering-setup-failed', speaker: 'linux', text: 'Failed to init Flow steering rules rc: %d', names: ['result'], level: 'err', releases: '2.13.0-2.17.0' },
  { id: 'ENA-383', event: 'flow-steering-request-refused', speaker: 'linux', text: 'Failed to remove a flow steering rule, index %u out of bounds', names: ['rule'], level: 'err', releases: '2.13.0-2.17.0' },
  { id: 'ENA-384', event: 'flow-steering-request-refused', speaker: 'linux', text: 'Failed to remove a flow steering rule, no rule configured in index %u', names: ['rule'], level: 'err', releases: '2.13.0-2.17.0' },
  { id: 'ENA-385', event: 'flow-steering-request-refused', speaker: 'linux', text: 'Failed to remove a flow steering rule: %d', names: ['result'], level: 'err', releases: '2.13.0-2.17.0' },
  { id: 'ENA-386', event: 'flow-steering-request-refused', speaker: 'linux', text: 'Failed to remove all flow steering rules: %d', names: ['result'], level: 'err', releases: '2.13.0-2.17.0' },
  { id: 'ENA-387', event: 'flow-steering-setup-failed', speaker: 'linux', text: 'Flow steering dma-able params memory allocation failed', names: [], level: 'err', releases: '2.13.0-2.17.0' },
  { id: 'ENA-388', event: 'flow-steering-request-refused', speaker: 'linux', text: 'Flow steering rule configured to invalid index: %d', names: ['rule'], level: 'err', releases: '2.13.0-2.17.0' },
  { id: 'ENA-389', event: 'flow-steering-request-refused', speaker: 'linux', text: 'Flow steering rule received has invalid flow type %u', names: ['flowType'], level: 'err', releases: '2.13.0-2.17.0' },
  { id: 'ENA-390', event: 'flow-steering-request-refused', speaker: 'linux', text: 'Flow steering rules are not supported by this device', names: [], level: 'err', releases: '2.13.0-2.17.0' },
  { id: 'ENA-391', event: 'flow-steering-setup-failed', speaker: 'linux', text: 'Flow steering table memory allocation failed', names: [], level: 'err', releases: '2.13.0-2.17.0' },
];
