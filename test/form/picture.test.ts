import { expect, it } from 'vitest';
import { report } from '../scenarios/picture.ts';
import { read } from './checkout.ts';

it('README shows what the command prints', async () => {
  const [, command = '', picture = ''] =
    /<!-- printed by: (.*?) -->\n```text\n([\s\S]*?)```/.exec(read('README.md')) ?? [];
  expect(picture.trimEnd()).toBe(await report(command));
});
