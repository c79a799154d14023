import type { Machine } from '../../evidence/root/machine.ts';
import type { Claim, Renaming } from '../../evidence/root/network/claim.ts';
import { fits, isForEna, namesToCome } from './interfaceNames.ts';
import type { Asked, Rule, Sighting } from './sighting.ts';

const listed = (claims: readonly Claim[]): string =>
  [...new Set(claims.map(({ pattern }) => pattern))].slice(0, 5).join(', ');

/** Whether a claim brings up an ENA adapter that has one of `names`, and a MAC address of its own if `elsewhere`. */
const reaches = ({ by, pattern }: Claim, names: readonly string[] | undefined, elsewhere: boolean): boolean => {
  if (by === 'any') return true;
  if (by === 'driver') return isForEna(pattern);
  if (by === 'mac') return !elsewhere;
  return names === undefined || pattern.split(/\s+/).some((one) => names.some((name) => fits(one, name)));
};

/** Configuration that is still there after the move: cloud-init writes its own anew on another instance. */
const lasting = ({ network }: Machine, { elsewhere }: Asked): readonly Claim[] =>
  network.claims.filter(({ generated }) => !(elsewhere && generated && network.cloudInitOff === undefined));

const unreached: Rule = {
  finds: ['network-name-mismatch', 'network-pinned-to-driver'],
  judge: (machine, asked) => {
    const claims = lasting(machine, asked);
    const names = namesToCome(machine, asked.elsewhere);
    const isDone = claims.length === 0 || machine.network.fallback !== undefined;
    if (isDone || claims.some((claim) => reaches(claim, names, asked.elsewhere))) return [];
    const places = claims.map(({ place }) => place);
    const byDriver = claims.filter(({ by }) => by === 'driver');
    if (byDriver.length > 0)
      return [
        {
          id: 'network-pinned-to-driver',
          values: { driver: listed(byDriver) },
          places,
          repairs: byDriver.map(({ place }) => ({
            do: 'change',
            text: `Add \`ena\` to the drivers in ${place.source}, line ${place.line}.`,
          })),
        },
      ];
    const byName = claims.filter(({ by }) => by === 'name');
    // Only MAC addresses are left, and they have a rule of their own.
    if (byName.length === 0) return [];
    return [mismatch(byName, names?.[0] ?? 'ens5')];
  },
};

const mismatch = (claims: readonly Claim[], expected: string): Sighting => ({
  id: 'network-name-mismatch',
  values: { configured: listed(claims), expected },
  places: claims.map(({ place }) => place),
  repairs: [
    {
      do: 'change',
      text: `Configure \`${expected}\`, or a pattern that fits both, where \`${listed(claims)}\` is configured now (${claims[0]?.place.source ?? ''}).`,
    },
    ...(expected.startsWith('eth')
      ? []
      : [
          {
            do: 'change',
            text: 'Or keep the kernel’s names: add `net.ifnames=0` to the kernel’s command line (with GRUB in /etc/default/grub, then write its configuration anew).',
          } as const,
        ]),
  ],
});

/** MAC addresses that configuration is for, or that names are pinned to, with the places that say so. */
const pins = (machine: Machine, asked: Asked): readonly { mac: string; place: Claim['place'] }[] => [
  ...lasting(machine, asked).flatMap(({ by, pattern, place }) => (by === 'mac' ? [{ mac: pattern, place }] : [])),
  ...machine.network.renamings.flatMap(({ mac, place }: Renaming) => (mac === undefined ? [] : [{ mac, place }])),
];

const pinned: Rule = {
  finds: ['network-pinned-to-mac'],
  judge: (machine, asked) => {
    const found = pins(machine, asked);
    if (found.length === 0) return [];
    const macs = [...new Set(found.map(({ mac }) => mac))];
    const { macs: own, network } = machine;
    const claims = lasting(machine, asked);
    const onlyByMac = claims.length > 0 && claims.every(({ by }) => by === 'mac') && network.fallback === undefined;
    const isGone = asked.elsewhere || (own !== undefined && own.size > 0 && !macs.some((mac) => own.has(mac)));
    return [
      {
        id: 'network-pinned-to-mac',
        ...(onlyByMac && isGone && { severity: 'critical' as const }),
        values: { mac: macs.slice(0, 3).join(', ') },
        places: found.map(({ place }) => place),
        repairs: [...new Set(found.map(({ place }) => place.source))].slice(0, 3).map((source) => ({
          do: 'change',
          text: source.endsWith('70-persistent-net.rules')
            ? `Before an image is made: \`rm ${source}\``
            : `Before an image is made: take the MAC address out of ${source}.`,
        })),
      },
    ];
  },
};

const cloudInit: Rule = {
  finds: ['cloud-init-network-off'],
  judge: ({ network }) =>
    network.cloudInitOff === undefined
      ? []
      : [{ id: 'cloud-init-network-off', places: [network.cloudInitOff], repairs: [] }],
};

/** Whether the network comes up on the adapter, whatever it is called then. */
export const networkRules: readonly Rule[] = [unreached, pinned, cloudInit];
