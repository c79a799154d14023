#!/usr/bin/env node
/**
 * The program `ena`. Must parse on any Node.js that reads ES modules, to be able to say that it is too old;
 * all that needs a newer one is imported after the check.
 */
import * as nodeModule from 'node:module';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`ena: needs Node.js 20.19 or newer, and this is ${process.versions.node}\n`);
  process.exitCode = 3;
} else {
  // Halves the time to start from the second run on; Node.js has it since 22.8.
  nodeModule.enableCompileCache?.();
  import('./ena.ts').then(({ run }) => run(process));
}
