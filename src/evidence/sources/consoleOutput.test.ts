import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { consoleOutputOf, maybeConsoleOutput } from './consoleOutput.ts';

const text = '[    0.000000] Linux version 6.1.0\r\n[    5.100000] ena 0000:00:05.0: Elastic Network Adapter (ENA)\r\n';
const packed = Buffer.from(text).toString('base64');

describe('consoleOutputOf', () => {
  test.each([
    [
      'JSON of the AWS CLI',
      JSON.stringify({ InstanceId: 'i-0123456789abcdef0', Output: text, Timestamp: '2026-11-23' }),
    ],
    ['JSON with base64', JSON.stringify({ InstanceId: 'i-0123456789abcdef0', Output: packed }, null, 4)],
    ['the text form of the AWS CLI', `i-0123456789abcdef0\t${text}\t2026-11-23T18:00:00+00:00\n`],
    ['bare base64', `${packed}\n`],
    ['bare base64 in lines', packed.replace(/.{76}/g, '$&\n')],
    [
      'XML of the API',
      `<?xml version="1.0"?>\n<GetConsoleOutputResponse><output>${packed}\n</output></GetConsoleOutputResponse>`,
    ],
  ])('reads %s', (_, answer) => {
    expect(maybeConsoleOutput(answer)).toBe(true);
    expect(consoleOutputOf(answer)).toBe(text);
  });

  test.each(['', 'A'.repeat(200), 'deadbeef'.repeat(20), '{', '{"Output": 5}', '{"Outputs": ""}', text])(
    'leaves %j alone',
    (other) => {
      expect(consoleOutputOf(other)).toBeUndefined();
    },
  );

  test('survives any text', () => {
    fc.assert(
      fc.property(fc.string(), (noise) => {
        consoleOutputOf(noise);
        consoleOutputOf(`{"Output":"${noise}`);
        expect(consoleOutputOf(JSON.stringify({ Output: `a b ${noise}` }))).toBe(`a b ${noise}`);
      }),
    );
  });
});
