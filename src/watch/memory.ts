import { codeOf } from '../evidence/live/host.ts';
import type { AgentState } from './agentState.ts';
import type { Blindness } from './blindness.ts';
import type { StateStore } from './stateFile.ts';

const key = 'state';

/** What the agent before left, and why not more. */
export interface Recalled {
  readonly state: AgentState | undefined;
  /** One sentence. */
  readonly trouble?: string;
}

/** Reads what the agent before left. Never rejects: without it, everything begins anew. */
export const recall = async (store: StateStore | undefined): Promise<Recalled> => {
  try {
    const state = await store?.load();
    if (state === undefined || !('damage' in state)) return { state };
    return { state: undefined, trouble: `The state of the agent before is not used: ${state.damage}. It begins anew.` };
  } catch (thrown) {
    return { state: undefined, trouble: `The state of the agent before cannot be read (${codeOf(thrown)}).` };
  }
};

/** Keeps the state; where that is not possible, it is told, and tried again with the next state. */
export const keep = async (store: StateStore | undefined, state: AgentState, blindness: Blindness): Promise<void> => {
  try {
    await store?.save(state);
    blindness.clear(key, 'The state of the agent can be kept again.');
  } catch (thrown) {
    blindness.note(
      key,
      `The state of the agent cannot be kept (${codeOf(thrown)}): after a restart things may be told twice, or not at all.`,
    );
  }
};
