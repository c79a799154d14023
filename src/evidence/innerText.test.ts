import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { examineText } from '../../test/scenarios/examine.ts';
import { innerLines } from './innerText.ts';

const dmesg =
  '[100.000000] ena 0000:00:05.0 eth0: Keep alive watchdog timeout.\n[100.100000] ena 0000:00:05.0 eth0: Trigger reset is on\n';
const counters = 'NIC statistics:\r\n     wd_expired: 0\r\n     pps_allowance_exceeded: 5500\r\n';

describe('texts within a line', () => {
  it.each([
    ['a member of JSON', JSON.stringify({ changed: true, msg: '', stdout: dmesg })],
    ['a line of JSON that goes on', `    "StandardOutputContent": ${JSON.stringify(dmesg)},`],
    ["Python's bytes", `b'${dmesg.replaceAll('\n', '\\n')}'`],
  ])('are read in %s', async (_, text) => {
    const { report } = await examineText(text);
    expect(report.incidents).toMatchObject([{ cause: 'keep-alive-timeout', adapter: '0000:00:05.0' }]);
  });

  it('are read for counters too', async () => {
    const { ids } = await examineText(JSON.stringify({ body: counters }, null, 2));
    expect([...ids]).toEqual(['allowance-exceeded:pps']);
  });

  it.each([
    '{"log":"a line of a log, long enough to be one\\n","stream":"stderr"}',
    '{"MESSAGE":"two lines of one record of the journal\\nare that record"}',
    'printf("a program that ends its lines, all of them\\n");',
    'C:\\new\\names of folders look like line ends and are none',
  ])('are none in %s', (text) => {
    expect(innerLines(text)).toBeUndefined();
  });

  it('cost no more than their length', () => {
    for (const piece of ['"', '\\n', '"a\\n', "b'"]) innerLines(piece.repeat(500_000));
    fc.assert(fc.property(fc.string(), (noise) => (innerLines(`"${noise}\\n${noise}"`) ?? []).length >= 0));
  });
});
