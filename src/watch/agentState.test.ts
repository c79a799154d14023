import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AgentState, printState, readState } from './agentState.ts';
import { stateFileIn } from './stateFile.ts';

const state: AgentState = {
  seq: 42,
  bootId: '946a9c4a',
  adapters: { '0000:00:05.0': ['eth0'] },
  counters: { '0000:00:05.0': { atMs: 5, values: { wd_expired: 3 } } },
  watcher: { problems: [], incidents: [] },
  blind: { heart: 'No “heart” is seen.' },
  untold: [{ kind: 'blind', what: 'x', seq: 42, atMs: 7 }],
};

describe('the text of a state', () => {
  it('is read as it was written', () => expect(readState(printState(state))).toEqual(state));

  it('is not gone on from when it is cut anywhere', () => {
    const text = printState(state).trimEnd();
    for (let end = 0; end < text.length; end++) expect(readState(text.slice(0, end))).toHaveProperty('damage');
  });

  it('is not gone on from when a byte of it is another', () => {
    const text = printState(state).replace('"seq":42', '"seq":43');
    expect(readState(text)).toEqual({ damage: 'its checksum does not match' });
  });

  it('of a later version is left alone', () => {
    expect(readState(printState(state).replace(' 1 ', ' 2 '))).toEqual({
      damage: 'it is of version 2, and this program writes version 1',
    });
  });
});

describe('the file of a state', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'ena-state-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is not there at first', async () => expect(await stateFileIn(join(folder, 'new')).load()).toBeUndefined());

  it('holds the last state, and nothing lies beside it', async () => {
    const store = stateFileIn(join(folder, 'deep', 'er'));
    await store.save(state);
    await store.save({ ...state, seq: 43 });
    expect(await store.load()).toEqual({ ...state, seq: 43 });
    expect(readdirSync(join(folder, 'deep', 'er'))).toEqual(['agent.state']);
  });

  it('stays whole when its successor was being written as the agent died', async () => {
    const store = stateFileIn(folder);
    await store.save(state);
    writeFileSync(join(folder, 'agent.state.draft'), readFileSync(join(folder, 'agent.state')).subarray(0, 20));
    expect(await store.load()).toEqual(state);
  });
});
