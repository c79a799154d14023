import { describe, expect, it } from 'vitest';
import { kernelMessages } from '../../spec/messages/kernel.ts';
import { mayMatter } from './interest.ts';
import { prefixes } from './prefix.ts';

/** A wording with something in every hole. */
const filled = (text: string): string => text.replace(/%[-+#0-9.]*(?:hh|ll|[hlzj])?[a-zA-Z]/g, '7');

describe('a line deserves a closer look', () => {
  it.each(kernelMessages)('when the kernel says $id', ({ text }) => {
    expect(mayMatter(`[ 1.000000] ${filled(text)}`)).toBe(true);
  });

  it.each(prefixes)('when it is signed: $name', ({ name, example }) => {
    // The environment of DPDK speaks of much else; what it says of ENA names it.
    const line = name.startsWith("DPDK's") ? `${example}net_ena: x` : `${example}x`;
    expect(mayMatter(`Nov 23 14:30:00 h kernel: ${line}`)).toBe(true);
  });

  it('unless it says nothing we know', () => {
    expect(mayMatter('[ 1.000000] systemd[1]: enabled a scenario, renamed a phenomenon')).toBe(false);
  });
});
