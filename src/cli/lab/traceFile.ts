import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { UnwritableFile } from '../errors.ts';

/** A file that lines go into as they come, so that they are there however the machine ends. */
export interface TraceFile {
  write(line: string): void;
  close(): Promise<void>;
}

/** Begins a trace anew at `path`. `onTrouble` is told, in a sentence, where it stops later on. @throws UnwritableFile */
export const openTraceFile = async (path: string, onTrouble: (sentence: string) => void): Promise<TraceFile> => {
  const stream = createWriteStream(path);
  await once(stream, 'open').catch((error: Error) => {
    throw new UnwritableFile(path, error.message);
  });
  stream.on('error', ({ message }) => onTrouble(`the trace goes no further: ${message}`));
  return {
    write: (line) => void stream.write(`${line}\n`),
    close: () => new Promise((closed) => void stream.once('close', closed).end()),
  };
};
