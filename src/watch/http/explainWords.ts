import { type Answer, explain } from '../../diagnosis/explain.ts';
import { findings } from '../../diagnosis/findings/index.ts';
import { matchAnywhere } from '../../evidence/log/match.ts';

/** What a counter, a line or any other word of ENA means. */
export const explainWords = (words: string): Answer => explain(words, { findings, matchLine: matchAnywhere });
