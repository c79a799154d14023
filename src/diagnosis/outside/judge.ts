import type { InstanceSeen } from '../../evidence/ec2/instanceSeen.ts';
import type { Place } from '../../evidence/observation.ts';
import type { Sighting } from '../tally.ts';
import { outsideRules } from './rules.ts';

/** The facts of an instance by name, as places a report can cite. */
export const placesOf = (seen: InstanceSeen, names: readonly string[]): readonly Place[] =>
  seen.lines.flatMap((text, i) =>
    names.some((name) => text.startsWith(`${name}: `)) ? [{ source: `ec2:${seen.id}`, line: i + 1, text }] : [],
  );

/** The first sighting counts; the others only add their place. */
const sight = (seen: InstanceSeen, sighting: Sighting, proof: readonly string[]): readonly Sighting[] => {
  const values = { instance: seen.id, type: seen.type, ...(seen.stateReason && { reason: seen.stateReason }) };
  const places = placesOf(seen, proof);
  if (places.length === 0) return [{ ...sighting, values }];
  return places.map((place, i) => ({ ...sighting, values, place, times: i === 0 ? 1 : 0 }));
};

/** What EC2's answers about one instance mean by themselves, whatever its console says. */
export const judgeInstance = (seen: InstanceSeen): readonly Sighting[] =>
  outsideRules
    .filter(({ when }) => when(seen))
    .flatMap(({ finding, severity, proof }) =>
      sight(seen, { id: finding, ...(severity !== undefined && { severity }) }, proof),
    );

/** Findings that say the kernel has no driver that works. */
const withoutDriver = ['module-missing-for-kernel', 'module-load-failed'] as const;

/** What the findings of its log, or the silence there, say about an instance that ought to be on ENA. */
export interface Inside {
  has(finding: string): boolean;
  /** Lines of an ENA driver. */
  readonly enaLines: number;
}

/**
 * Why an instance cannot be reached: EC2 says that its network does not answer, and its console that the kernel has no
 * driver for the adapter EC2 gives it. Whether the flag can be switched off decides which way leads back.
 */
export const judgeReachability = (seen: InstanceSeen, inside: Inside): readonly Sighting[] => {
  const onEna = seen.typeEna === 'required' || (seen.typeEna === 'supported' && seen.enaFlag);
  if (!onEna || seen.paravirtual || seen.state !== 'running') return [];
  const told = withoutDriver.some((finding) => inside.has(finding));
  const silent = seen.consoleKernel !== undefined && inside.enaLines === 0;
  if (!told && !(silent && seen.instanceStatus === 'impaired')) return [];
  const id = seen.typeEna === 'required' ? 'unreachable-ena-required' : 'unreachable-ena-optional';
  const unconfirmed = seen.instanceStatus !== 'impaired';
  return sight(seen, { id, confidence: told && !unconfirmed ? 'certain' : told ? 'possible' : 'likely' }, [
    'instance type',
    'enaSupport',
    'instance status',
  ]);
};
