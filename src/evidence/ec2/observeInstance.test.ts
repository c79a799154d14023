import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Observation } from '../observation.ts';
import type { Ask } from './calls.ts';
import { decodeConsole } from './consoleOutput.ts';
import { Ec2Error } from './ec2Error.ts';
import { observeInstance } from './observeInstance.ts';
import { pages } from './pages.ts';

const id = 'i-0123456789abcdef0';
const now = () => new Date('2026-11-23T12:00:00Z');
const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** Answers by name; a call without one is refused. */
const answering = (answers: Readonly<Record<string, unknown>>): Ask =>
  (async (name: string) => {
    if (!Object.hasOwn(answers, name)) throw new Ec2Error('UnauthorizedOperation', 'no', 403);
    return answers[name];
  }) as Ask;

const instance = { InstanceId: id, InstanceType: 'r4.large', State: { Name: 'running' }, VirtualizationType: 'hvm' };
const found = { DescribeInstances: { Reservations: [{ Instances: [instance] }] } };

const observed = async (ask: Ask) => {
  const seen: Observation[] = [];
  const summaries = await observeInstance(ask, id, (one) => seen.push(one), now);
  return { seen, summaries, unseen: seen.flatMap((one) => (one.kind === 'unseen' ? [one.what] : [])) };
};

describe('an instance seen from outside', () => {
  it('is told although nothing but itself may be read, with what was not seen', async () => {
    const { seen, unseen } = await observed(answering(found));
    expect(seen).toContainEqual(expect.objectContaining({ kind: 'instance', id, enaFlag: false, state: 'running' }));
    expect(unseen).toHaveLength(5);
    expect(unseen.join()).toContain('UnauthorizedOperation');
  });

  it('has its console read as a kernel log', async () => {
    const text = 'modprobe: FATAL: Module ena not found in directory /lib/modules/6.1.0-13-cloud-amd64\r\n';
    const { seen } = await observed(answering({ ...found, GetConsoleOutput: { Output: base64(text) } }));
    const place = { source: `ec2:${id}/console`, line: 1 };
    expect(seen).toContainEqual(
      expect.objectContaining({ kind: 'module', state: 'missing', place: expect.objectContaining(place) }),
    );
  });

  it('that EC2 answers with nothing is not there', async () => {
    await expect(observed(answering({ DescribeInstances: {} }))).rejects.toMatchObject({
      code: 'InvalidInstanceID.NotFound',
    });
  });

  it('is taken as told by an endpoint that says anything at all on its console', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc.uint8Array().map((bytes) => Buffer.from(bytes).toString('base64')),
        ),
        async (output) => {
          const { summaries } = await observed(answering({ ...found, GetConsoleOutput: { Output: output } }));
          expect(summaries).toHaveLength(2);
        },
      ),
    );
  });

  it('has no more of its console read than EC2 keeps', () => {
    expect(decodeConsole('A'.repeat(10_000_000)).length).toBeLessThan(200_000);
  });
});

describe('pages', () => {
  const collected = async (tokens: readonly (string | undefined)[]) => {
    let n = 0;
    const all: unknown[] = [];
    for await (const page of pages(
      async ({ NextToken }) => ({ asked: NextToken, NextToken: tokens[n++] }) as { NextToken?: string; asked?: string },
    ))
      all.push(page.asked);
    return all;
  };

  it('are followed to the last', async () =>
    expect(await collected(['a', 'b', undefined])).toEqual([undefined, 'a', 'b']));

  it('that turn in circles end', async () =>
    expect(await collected(['a', 'b', 'a', 'b'])).toEqual([undefined, 'a', 'b']));
});
