import { expect, it } from 'vitest';
import { openLabCloud } from './labCloud.ts';

it('tells of every instance and image whose flag is wrong, or in the way, and on which types', async () => {
  const cloud = await openLabCloud();
  const { code, out } = await cloud.audit({ json: true, type: 'm7i.large' });
  const { schema, regions } = JSON.parse(out);
  expect(schema).toBe('enakit/audit/1');
  const found = (story: Parameters<typeof cloud.id>[0]) =>
    regions[0].rows.flatMap((row: { id: string; finding: string }) => (row.id === cloud.id(story) ? row.finding : []));
  expect(found('paravirtual')).toEqual(['ena-flag-on-paravirtual', 'no-start-on-type']);
  expect(found('never-set')).toEqual(['ena-flag-off', 'no-start-on-type']);
  expect(found('intel')).toEqual(['no-start-on-type']);
  expect(found('instance-store-root')).toEqual(['ena-flag-without-need']);
  expect(found('healthy')).toEqual([]);
  const images = regions[0].rows.filter(({ of }: { of: string }) => of === 'image');
  expect(images).toContainEqual(
    expect.objectContaining({ finding: 'no-start-on-type', types: ['m5.large', 'm7i.large'] }),
  );
  expect(code).toBe(1);
});

it('asks for fewer with a filter, and never instance by instance', async () => {
  const cloud = await openLabCloud();
  const { out } = await cloud.audit({ json: true, filter: 'instance-type=r4.large' });
  expect(JSON.parse(out).regions[0].instances).toBe(7);
  expect(cloud.ec2.calls.filter(({ action }) => action === 'DescribeInstances')).toHaveLength(1);
});

it.each([
  [{ filter: 'no-equals-sign' }, '--filter'],
  [{ type: 'm5.enormous' }, '--type'],
])('tells what is wrong with %j', async (values, option) => {
  const cloud = await openLabCloud({ preset: ['healthy'] });
  expect(await cloud.audit(values)).toMatchObject({ code: 2, err: expect.stringContaining(option) });
});

it('a region without anything has nothing to tell', async () => {
  const cloud = await openLabCloud({ preset: [] });
  expect(await cloud.audit()).toMatchObject({ code: 0, out: expect.stringContaining('Nothing to tell.') });
});
