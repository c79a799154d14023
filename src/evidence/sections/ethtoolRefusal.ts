import type { SectionReader } from '../section.ts';
import { lineSection } from './lineSection.ts';
import { placeOf } from './place.ts';

/** What `ethtool` prints instead of an answer, and what is unseen thereby. */
const refusals: readonly { readonly says: string; readonly what: string }[] = [
  {
    says: 'no stats available',
    what: 'The driver offers no statistics for this interface; check with "ethtool -i" that the ena driver serves it.',
  },
  {
    says: 'cannot get stats strings information',
    what: 'The statistics could not be read; run "ethtool -S" on an interface that the ena driver serves.',
  },
  {
    says: 'cannot get driver information',
    what: 'The driver of the interface could not be read; check the interface name with "ip link".',
  },
  {
    says: 'netlink error: no such device',
    what: 'The interface that ethtool was asked about does not exist; "ip link" lists those that do.',
  },
  {
    says: 'ethtool: command not found',
    what: 'The ethtool program is not installed, so no counters were collected; install it and collect again.',
  },
  {
    says: 'ethtool: bad command line argument',
    what: 'ethtool was called with an argument it does not know; run "ethtool -S" followed by the interface name.',
  },
];

/** A piece of each refusal, in the case ethtool prints it. */
const leads = ['no stats', 'Cannot get', 'netlink error', 'ethtool: '];

/** Loopback, bridges, containers' ends: nobody expects an answer of those. */
const virtual =
  /^(?:lo$|docker|veth|cali|cilium|lxc|br-|virbr|dummy|eni|vlan|flannel|cni|kube|nodelocal|pod-id|tun|tap|bond|ifb|nerdctl)/;

/** Answers of `ethtool` that tell only that there is none. */
export const ethtoolRefusal: SectionReader = {
  kind: 'ethtool-statistics',
  begin(line, around) {
    if (line.text.length > 120 || !leads.some((lead) => line.text.includes(lead))) {
      return undefined;
    }
    const text = line.text.toLowerCase();
    const refusal = refusals.find(({ says }) => text.includes(says));
    if (refusal === undefined || virtual.test(around.interface ?? '')) {
      return undefined;
    }
    const what = around.interface === undefined ? refusal.what : `${around.interface}: ${refusal.what}`;
    return lineSection({ kind: 'unseen', place: placeOf(line, around.source), what });
  },
};
