import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTraceLine } from './traceLine.ts';

const beat =
  '          <idle>-0       [003] d.h1.  1234.567890: keep_alive: (ena_keep_alive_wd+0x0/0x90 [ena]) adapter=0xffff888104a2c8c0';

describe('a line of the trace', () => {
  it('is a keep-alive of the adapter at an address', () => {
    expect(readTraceLine(beat)).toEqual({
      cpu: 3,
      uptimeMs: 1234_567.89,
      event: 'keep_alive',
      adapter: '0xffff888104a2c8c0',
    });
  });

  it('is an interrupt of the vector whose name tells the adapter', () => {
    const line = ' my [task] 0.1:-42 [001] d.h1.  99.000001: irq_handler_entry: irq=27 name=ena-mgmnt@pci:0000:00:05.0';
    expect(readTraceLine(line)).toEqual({
      cpu: 1,
      uptimeMs: 99_000.001,
      event: 'irq_handler_entry',
      pci: '0000:00:05.0',
    });
  });

  it.each(['', 'CPU:1 [LOST 123 EVENTS]', '# tracer: nop', `${'['.repeat(100_000)}${beat}`])(
    'may be nothing: %#',
    (line) => {
      expect(readTraceLine(line)).toBeUndefined();
    },
  );

  it('is read without a throw, cut anywhere', () => {
    for (let end = 0; end < beat.length; end++) readTraceLine(beat.slice(0, end));
    fc.assert(fc.property(fc.string(), (line) => void readTraceLine(line)));
  });
});
