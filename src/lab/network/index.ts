import { EchoNetwork } from './echo/echo.ts';
import { ImpairedNetwork } from './impair/impairedNetwork.ts';
import type { Impairment } from './impair/impairment.ts';
import type { Network } from './network.ts';
import { NoNetwork } from './none.ts';
import type { NetworkName } from './notation.ts';
import { PathSwitchNetwork } from './switch/pathSwitch.ts';
import { TapNetwork } from './tap.ts';
import { UserNetwork } from './user.ts';

export { BadNotation } from './badNotation.ts';
export { flawless, type Impairment, impairmentWords, parseImpairment } from './impair/impairment.ts';
export { type Connection, type Loop, type Network, NetworkUnavailable } from './network.ts';
export { type NetworkName, networkNotation, parseNetwork } from './notation.ts';
export { LearningSwitch } from './switch/learningSwitch.ts';
export { SegmentNetwork } from './switch/segmentNetwork.ts';

/** The network of a name, behind a bad wire where one is asked for. Nothing is opened before it is connected. */
export const networkOf = (name: NetworkName, impairment?: Impairment): Network => {
  const network = plainNetworkOf(name);
  return impairment === undefined ? network : new ImpairedNetwork(network, impairment);
};

const plainNetworkOf = (name: NetworkName): Network => {
  switch (name.kind) {
    case 'none':
      return new NoNetwork();
    case 'echo':
      return new EchoNetwork();
    case 'user':
      return new UserNetwork(name.forwards);
    case 'tap':
      return new TapNetwork(name.name, name.largeReceive);
    case 'switch':
      return new PathSwitchNetwork(name.path);
  }
};
