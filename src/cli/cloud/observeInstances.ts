import { observeInstance } from '../../evidence/ec2/observeInstance.ts';
import type { Sink } from '../../evidence/observation.ts';
import type { SourceSummary } from '../../evidence/source.ts';
import { briefPatience, patient } from '../../recovery/ec2/patience.ts';
import { inWords } from './cloudErrors.ts';
import { type Machinery, machinery } from './machinery.ts';

/** Observes instances from outside, one after the other. @throws CloudError */
export const observeInstances = async (
  ids: readonly string[],
  region: string | undefined,
  sink: Sink,
  now: () => Date,
  on: Machinery = machinery,
): Promise<readonly SourceSummary[]> => {
  const place = region === undefined ? {} : { region };
  const connection = await inWords(place, () => on.connect(place));
  const ask = patient(connection.ask, on.clock, briefPatience);
  const summaries: SourceSummary[] = [];
  try {
    for (const id of ids) {
      const asked = { instance: id, region: connection.region };
      summaries.push(...(await inWords(asked, () => observeInstance(ask, id, sink, now))));
    }
  } finally {
    connection.close();
  }
  return summaries;
};
