import { statistics } from '../../src/spec/statistics/index.ts';

/** The counters that a recent Linux driver of ENA has with so many queues. */
export const enaCounterNames = (queues: number): readonly string[] =>
  statistics
    .filter(({ releases }) => releases?.includes('>='))
    .flatMap(({ name }) =>
      name.includes('queue_N')
        ? Array.from({ length: queues }, (_, queue) => name.replace('queue_N', `queue_${queue}`))
        : [name],
    );
