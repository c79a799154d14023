import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { environment } from './client.ts';

/** A program that answers a line of JSON by a line of JSON. */
export interface LineProgram {
  ask(question: unknown): Promise<unknown>;
  close(): void;
}

const start = (script: string) => {
  const python = spawn('/usr/bin/python3', [join(import.meta.dirname, script)], {
    env: environment,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  return { input: python.stdin, lines: createInterface({ input: python.stdout })[Symbol.asyncIterator]() };
};

/** A Python script of this folder under Debian's Python, which is started when it is first asked. */
export const openScript = (script: string): LineProgram => {
  let running: ReturnType<typeof start> | undefined;
  return {
    ask: async (question) => {
      running ??= start(script);
      running.input.write(`${JSON.stringify(question)}\n`);
      const { value, done } = await running.lines.next();
      if (done) throw new Error(`${script} ended before its answer`);
      return JSON.parse(value);
    },
    close: () => running?.input.end(),
  };
};
