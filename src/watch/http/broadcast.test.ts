import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { FakeFeed } from '../fakeFeed.ts';
import { Broadcast } from './broadcast.ts';
import type { LabView } from './lab.ts';
import { MemoryHistory } from './memoryHistory.ts';
import type { StreamEvent } from './wire.ts';

/** The server's end of a page that reads as fast as a test lets it. */
class FakeResponse extends EventEmitter {
  writableLength = 0;
  text = '';

  write(text: string): boolean {
    this.text += text;
    return true;
  }

  end(): void {}

  kinds(): string[] {
    return [...this.text.matchAll(/^data: (.*)$/gm)].map(([, data = '']) => (JSON.parse(data) as StreamEvent).kind);
  }
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const open = (lab?: () => LabView) => {
  const feed = new FakeFeed();
  const broadcast = new Broadcast(
    {
      feed,
      history: new MemoryHistory(feed),
      clock: { nowMs: () => 0, speed: () => 1 },
      assets: () => undefined,
      reports: {},
      ...(lab && { lab: { faults: [], view: lab, obey: () => undefined } }),
    },
    'life',
  );
  const response = new FakeResponse();
  broadcast.add(response as unknown as ServerResponse, false, undefined);
  const happen = () => feed.tell({ kind: 'blind', what: 'x' }, 0);
  return { feed, broadcast, response, happen };
};

describe('a broadcast', () => {
  test('puts together what happens within a moment', () => {
    const { response, happen } = open();
    const write = vi.spyOn(response, 'write');
    for (let i = 0; i < 50; i++) happen();
    vi.advanceTimersByTime(100);
    expect(write).toHaveBeenCalledTimes(1);
    expect(response.kinds().filter((kind) => kind === 'happened')).toHaveLength(50);
  });

  test('spares who does not keep up, and then tells how things are instead of all that was', () => {
    const { response, happen } = open();
    response.writableLength = 1e6;
    happen();
    vi.advanceTimersByTime(100);
    const { length } = response.text;
    for (let i = 0; i < 1000; i++) happen();
    vi.advanceTimersByTime(60_000);
    expect(response.text).toHaveLength(length);
    response.writableLength = 0;
    response.emit('drain');
    vi.advanceTimersByTime(100);
    expect(response.kinds().at(-1)).toBe('snapshot');
    expect(response.kinds().filter((kind) => kind === 'happened')).toHaveLength(1);
  });

  test('gives a sign of life every five seconds, whether something happens or not', () => {
    const { response } = open();
    vi.advanceTimersByTime(15_000);
    expect(response.text.match(/^event: alive\ndata:\n\n/gm)).toHaveLength(3);
  });

  test('tells of the lab only what moved', () => {
    let view: LabView = { atMs: 0, voice: '2016', speed: 1, isUp: true, laid: [], registers: [], rings: [], trace: [] };
    const { response } = open(() => view);
    vi.advanceTimersByTime(1000);
    expect(response.kinds().filter((kind) => kind === 'lab')).toHaveLength(1);
    view = { ...view, speed: 10 };
    vi.advanceTimersByTime(1000);
    expect(response.kinds().filter((kind) => kind === 'lab')).toHaveLength(2);
  });

  test('forgets a page that went', () => {
    const { broadcast, response, happen } = open();
    response.emit('close');
    const { length } = response.text;
    happen();
    vi.advanceTimersByTime(20_000);
    expect(response.text).toHaveLength(length);
    expect(broadcast.hasRoom).toBe(true);
  });
});
