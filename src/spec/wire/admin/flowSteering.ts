import { byte } from '../field.ts';
import { struct } from '../struct.ts';

/** Feature 30: a rule that sends a flow to a queue. */
export const flowRule = struct('ena_admin_set_feature_flow_steering', 12, {
  action: byte(0).u8('One of `flowActions`'),
  flowType: byte(1).u8('One of `flowTypes`'),
  queue: byte(2).u16('Rx queue'),
  location: byte(4).u16('`anyLocation`: the device chooses'),
  flags: byte(8).u32(),
});

/** Its answer, the only one to a set-feature that drivers read. */
export const flowRuleAnswer = struct('ena_admin_flow_steering_resp', 2, { location: byte(0).u16() });

export const flowActions = { add: 1, remove: 2, removeAll: 3 } as const;
export const flowTypes = { ipv4: 1, ipv6: 2, tcp4: 3, tcp6: 4, udp4: 5, udp6: 6 } as const;
export const anyLocation = 0xffff;

/** Control buffer of feature 30. */
export const flowMatch = struct('ena_admin_flow_steering_rule_params', 128, {
  destinationIp: byte(0).bytes(16),
  destinationIpMask: byte(16).bytes(16),
  sourceIp: byte(32).bytes(16),
  sourceIpMask: byte(48).bytes(16),
  destinationPort: byte(64).u16(),
  destinationPortMask: byte(66).u16(),
  sourcePort: byte(68).u16(),
  sourcePortMask: byte(70).u16(),
  tos: byte(72).u8(),
  tosMask: byte(73).u8(),
});
