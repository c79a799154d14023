import type { Shell } from '../shell.ts';

/** The longest line worth reading as an answer. */
const longestAnswer = 200;

const readLine = async (input: AsyncIterable<Uint8Array>): Promise<string> => {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of input) {
    text += decoder.decode(chunk, { stream: true });
    if (text.includes('\n') || text.length > longestAnswer) break;
  }
  return text.split('\n', 1)[0]?.trim() ?? '';
};

/** Whether the person types the instance's id: a bare "y" is typed too easily, into the wrong terminal too. */
export const confirmed = async (instance: string, shell: Shell): Promise<boolean> => {
  shell.err.write(`\nTo do this, type ${instance}: `);
  return (await readLine(shell.input())) === instance;
};
