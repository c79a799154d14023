import { describe, expect, it } from 'vitest';
import type { FakeMachine } from './fakeHost.ts';
import { ec2Guest } from './fakeMachines.ts';
import { observed, ofKind } from './observed.ts';

const dmi = '/sys/class/dmi/id';
/** A Xen instance with an ENA: its firmware does not tell the type. */
const xen = {
  [`${dmi}/sys_vendor`]: 'Xen\n',
  [`${dmi}/bios_vendor`]: 'Xen\n',
  [`${dmi}/bios_version`]: '4.11.amazon\n',
  [`${dmi}/product_name`]: 'HVM domU\n',
};
const service: FakeMachine['answer'] = ({ method, headers }) =>
  method === 'PUT'
    ? { status: 200, body: 'AQAEAtoken==\n' }
    : { status: headers['X-aws-ec2-metadata-token'] === 'AQAEAtoken==' ? 200 : 401, body: 'r4.large' };

const typeOn = async (files: FakeMachine['files'], machine: FakeMachine = { answer: service }, imds = true) => {
  const guest = ec2Guest();
  const seen = await observed({ ...guest, ...machine, files: { ...guest.files, ...files } }, { imds });
  const types = ofKind(seen, 'system').flatMap(({ instanceType }) => instanceType ?? []);
  return { types, requests: seen.host.requests };
};

describe('the instance type', () => {
  it('is asked of the metadata service, with a token, where the firmware does not tell it', async () => {
    const { types, requests } = await typeOn(xen);
    expect(types).toEqual(['r4.large']);
    expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'PUT http://169.254.169.254/latest/api/token',
      'GET http://169.254.169.254/latest/meta-data/instance-type',
    ]);
  });

  it('is asked within 200 ms for both requests', async () => {
    const { requests } = await typeOn(xen, { answer: service, tickMs: 30 });
    const [token, answer] = requests;
    expect(token?.timeoutMs).toBeLessThanOrEqual(200);
    expect(answer?.timeoutMs).toBeLessThan(token?.timeoutMs ?? 0);
  });

  it('is not asked on when the token took all the time', async () => {
    expect((await typeOn(xen, { answer: service, tickMs: 150 })).requests).toHaveLength(1);
  });

  it('is not asked for when told not to', async () => {
    expect(await typeOn(xen, { answer: service }, false)).toEqual({ types: [], requests: [] });
  });

  it('is asked for nowhere but on EC2, so that no packet leaves a laptop', async () => {
    const laptop = { ...xen, [`${dmi}/bios_version`]: '1.amazon.2', [`${dmi}/sys_vendor`]: 'LENOVO' };
    expect(await typeOn(laptop)).toEqual({ types: [], requests: [] });
  });

  it.each([
    ['refuses', () => ({ status: 403, body: '' })],
    ['answers with a page', () => ({ status: 200, body: '<html>log in</html>' })],
    ['answers with something endless', () => ({ status: 200, body: 'x'.repeat(100_000) })],
    [
      'is not there',
      () => {
        throw new Error('ECONNREFUSED');
      },
    ],
  ])('stays unknown when the service %s', async (_, answer) => {
    expect((await typeOn(xen, { answer })).types).toEqual([]);
  });

  it('of bare metal is the product, too', async () => {
    expect(await typeOn({ [`${dmi}/product_name`]: 'm7i.metal-24xl\n' })).toEqual({
      types: ['m7i.metal-24xl'],
      requests: [],
    });
  });
});
