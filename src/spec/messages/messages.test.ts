import { describe, expect, test } from 'vitest';
import { type EventId, events } from '../events/index.ts';
import { parseFormat } from '../format.ts';
import { messages } from './index.ts';

describe('messages', () => {
  test('have an id of their own', () => {
    const ids = messages.map((message) => message.id);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  });

  test('have no twin of the same speaker', () => {
    const lines = messages.map((message) => `${message.speaker}: ${message.text}`);
    expect(lines.filter((line, at) => lines.indexOf(line) !== at)).toEqual([]);
  });

  test('name each conversion once', () => {
    const odd = messages.filter((message) => {
      const conversions = parseFormat(message.text).filter((piece) => piece.kind !== 'literal').length;
      const names = message.names.filter((name) => name !== '-');
      return conversions !== message.names.length || new Set(names).size !== names.length;
    });
    expect(odd).toEqual([]);
  });

  test('state versions as ranges', () => {
    const ranges = messages.flatMap(({ releases }) => (releases ? [releases] : []));
    expect(ranges.filter((range) => !/^\d+\.\d+\.\d+-\d+\.\d+\.\d+$/.test(range))).toEqual([]);
    const kernels = messages.flatMap((message) => (message.kernels ? [message.kernels] : []));
    expect(kernels.filter((range) => !/^\d+\.\d+-(?:\d+\.\d+)?$/.test(range))).toEqual([]);
  });
});

describe('events', () => {
  const ids = Object.keys(events) as EventId[];

  test('are each said by at least one message', () => {
    const said = new Set(messages.map((message) => message.event));
    expect(ids.filter((id) => !said.has(id))).toEqual([]);
  });

  test('are explained in whole sentences under a short title', () => {
    const poor = ids.filter((id) => {
      const { title, meaning, cause, action } = events[id];
      return title.length > 60 || title.endsWith('.') || ![meaning, cause, action].every((text) => text.endsWith('.'));
    });
    expect(poor).toEqual([]);
  });

  const captures: [EventId, string[]][] = [
    ['tx-completion-late-detail', ['queue', 'pendingMs', 'cpu']],
    ['tx-completions-lost', ['missed', 'threshold']],
    ['tx-completions-lost-detail', ['cpu', 'queue']],
    ['reset-statistic', ['counter', 'value']],
    ['admin-completion-missing', ['opcode', 'status']],
    ['admin-interrupt-missing', ['opcode']],
    ['register-read-timeout', ['expectedId', 'expectedOffset', 'actualId', 'actualOffset']],
    ['driver-banner', ['version']],
    ['adapter-found', ['mac']],
    ['feature-unsupported', ['feature']],
    ['sub-optimal-configuration', ['code']],
    ['soft-lockup', ['cpu', 'seconds', 'task']],
    ['kernel-warning', ['site']],
    ['interface-renamed', ['from']],
    ['kernel-banner', ['version']],
  ];

  test.each(captures)('%s names %j in every wording', (event, names) => {
    const wordings = messages.filter((message) => message.event === event);
    expect(wordings.filter((message) => !names.every((name) => message.names.includes(name)))).toEqual([]);
  });

  test('keep-alive silence, reset status and time since poll are named where a wording has them', () => {
    const has = (event: EventId, name: string) =>
      messages.some((message) => message.event === event && message.names.includes(name));
    expect(has('keep-alive-lost', 'silenceMs')).toBe(true);
    expect(has('reset-completed', 'status')).toBe(true);
    expect(has('reset-completed', 'driverInfo')).toBe(true);
    expect(has('tx-completion-late', 'sinceNapiMs') && has('tx-completion-late', 'sinceNapiUs')).toBe(true);
  });
});
