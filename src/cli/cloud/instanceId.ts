import { existsSync } from 'node:fs';

const pattern = /^i-(?:[0-9a-f]{8}|[0-9a-f]{17})$/;

/** Whether a word is the id of an EC2 instance. */
export const isInstanceId = (word: string): boolean => pattern.test(word);

/** Whether a source is an instance; a file of that name is a file. */
export const isInstance = (source: string): boolean => isInstanceId(source) && !existsSync(source);
