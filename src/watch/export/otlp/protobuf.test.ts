import { expect, test } from 'vitest';
import { protobufOf } from './protobuf.ts';

/**
 * Bytes that Google's implementation made of the same JSON (Python's protobuf 3.21.12, `json_format.ParseDict`, with the
 * .proto files of opentelemetry-proto ac2c4b5).
 */
const bytes = (...base64: readonly string[]): Buffer => Buffer.from(base64.join(''), 'base64');

const scope = { name: 'enakit', version: '1.2.3' };
const text = (key: string, stringValue: string) => ({ key, value: { stringValue } });

test('writes metrics as others do', () => {
  const metrics = [
    {
      name: 'ena_tx_bytes',
      description: 'Größe',
      unit: 'By',
      sum: {
        aggregationTemporality: 2,
        isMonotonic: true,
        dataPoints: [
          {
            attributes: [text('adapter', '0000:00:05.0')],
            startTimeUnixNano: '1700000000000000000',
            timeUnixNano: '1700000010000000000',
            asDouble: 2 ** 53,
          },
        ],
      },
    },
    {
      name: 'ena_problem',
      gauge: { dataPoints: [{ attributes: [], timeUnixNano: '1700000010000000000', asDouble: 0 }] },
    },
  ];
  const resource = { attributes: [text('host.name', 'web-1')] };
  const body = { resourceMetrics: [{ resource, scopeMetrics: [{ scope, metrics }] }] };
  expect(protobufOf('MetricsRequest', body)).toEqual(
    bytes(
      'CqwBChYKFAoJaG9zdC5uYW1lEgcKBXdlYi0xEpEBCg8KBmVuYWtpdBIFMS4yLjMSWQoMZW5hX3R4X2J5dGVzEgdHcsO2w59l',
      'GgJCeTo8CjYRAAAqNv6clxcZAOQ1igCdlxchAAAAAAAAQEM6GQoHYWRhcHRlchIOCgwwMDAwOjAwOjA1LjAQAhgBEiMKC2Vu',
      'YV9wcm9ibGVtKhQKEhkA5DWKAJ2XFyEAAAAAAAAAAA==',
    ),
  );
});

test('writes logs as others do', () => {
  const logRecords = [
    {
      timeUnixNano: '1700000000005000000',
      observedTimeUnixNano: '1700000000006000000',
      severityNumber: 17,
      severityText: 'ERROR',
      eventName: 'ena.incident-closed',
      body: { stringValue: 'It did not come back.' },
      attributes: [
        { key: 'ena.seq', value: { intValue: '300' } },
        { key: 'below', value: { intValue: '-2' } },
        { key: 'ena.duration', value: { doubleValue: 3.5 } },
      ],
    },
  ];
  const body = { resourceLogs: [{ resource: { attributes: [] }, scopeLogs: [{ scope, logRecords }] }] };
  expect(protobufOf('LogsRequest', body)).toEqual(
    bytes(
      'CqMBCgASngEKDwoGZW5ha2l0EgUxLjIuMxKKAQlAS3Y2/pyXFxARGgVFUlJPUioXChVJdCBkaWQgbm90IGNvbWUgYmFjay4y',
      'DgoHZW5hLnNlcRIDGKwCMhQKBWJlbG93EgsY/v//////////ATIZCgxlbmEuZHVyYXRpb24SCSEAAAAAAAAMQFmAjYU2/pyX',
      'F2ITZW5hLmluY2lkZW50LWNsb3NlZA==',
    ),
  );
});

test('knows no other fields', () => {
  expect(() => protobufOf('LogsRequest', { resourceMetrics: [] })).toThrow('has no field resourceMetrics');
});
