/** Something the device may be able to do, asked for and set by admin commands. */
export interface Feature {
  readonly id: number;
  readonly name: string;
  /** As the driver's headers call it. */
  readonly driverName: string;
  /** First out-of-tree Linux release whose headers have it. */
  readonly since: string;
  readonly meaning: string;
  /** What it means that the device lacks or refuses it. */
  readonly refusal: string;
  /** AWS's page lists "Feature X isn't supported" for it among the lines to ignore. */
  readonly ignorable?: true;
}

/** All feature ids. Source: `ena_admin_defs.h`; refusals: what probing does without the feature. */
// biome-ignore format: a table
export const features: readonly Feature[] = [
  { id: 1, name: 'device-attributes', driverName: 'ENA_ADMIN_DEVICE_ATTRIBUTES', since: '1.0.0', meaning: 'Identity, MAC address, maximum MTU, and which other features and capabilities the device has.', refusal: 'Probing fails: the driver knows nothing of the device.' },
  { id: 2, name: 'max-queues', driverName: 'ENA_ADMIN_MAX_QUEUES_NUM', since: '1.0.0', meaning: 'How many queues of which depth, in the older form. Asked where feature 7 is missing.', refusal: 'Probing fails, unless feature 7 is there.' },
  { id: 3, name: 'hardware-hints', driverName: 'ENA_ADMIN_HW_HINTS', since: '1.1.2', meaning: 'Time-outs the device would like the driver to use instead of its own.', refusal: 'Nothing: the driver keeps its own time-outs.' },
  { id: 4, name: 'llq', driverName: 'ENA_ADMIN_LLQ', since: '2.0.2', meaning: 'Low-latency queues: headers are pushed into device memory instead of fetched by it.', refusal: 'Transmission falls back to host mode: it works, with more latency. "LLQ is not supported Fallback to host mode policy." says so.' },
  { id: 5, name: 'extra-properties-strings', driverName: 'ENA_ADMIN_EXTRA_PROPERTIES_STRINGS', since: '2.0.2', meaning: 'Names for ethtool’s private flags. Asked by 2.0.2 to 2.1.4 only.', refusal: 'Nothing.' },
  { id: 6, name: 'extra-properties-flags', driverName: 'ENA_ADMIN_EXTRA_PROPERTIES_FLAGS', since: '2.0.2', meaning: 'Values of ethtool’s private flags. Asked by 2.0.2 to 2.1.4 only.', refusal: 'Nothing.' },
  { id: 7, name: 'max-queues-extended', driverName: 'ENA_ADMIN_MAX_QUEUES_EXT', since: '1.6.0', meaning: 'How many queues of which depth, for Tx and Rx apart.', refusal: 'Nothing: the driver asks feature 2 instead.' },
  { id: 8, name: 'fragment-bypass', driverName: 'ENA_ADMIN_FRAG_BYPASS', since: '2.13.3', meaning: 'Sends IP fragments past the fragment limit of 1024 a second. Set when enable_frag_bypass asks for it.', refusal: 'Outgoing fragments stay limited, and count in pps_allowance_exceeded.' },
  { id: 10, name: 'rss-hash-function', driverName: 'ENA_ADMIN_RSS_HASH_FUNCTION', since: '1.0.0', meaning: 'The function and key by which received flows are spread over queues.', refusal: 'The device keeps its own function and key; `ethtool -X` cannot change them.', ignorable: true },
  { id: 11, name: 'stateless-offload', driverName: 'ENA_ADMIN_STATELESS_OFFLOAD_CONFIG', since: '1.0.0', meaning: 'Checksums and segmentation the device takes over.', refusal: 'Probing fails ("Cannot get attribute for ena device rc=-95").' },
  { id: 12, name: 'rss-indirection-table', driverName: 'ENA_ADMIN_RSS_INDIRECTION_TABLE_CONFIG', since: '1.0.0', meaning: 'Which hash goes to which queue. Headers up to 2.2.10 call it redirection table.', refusal: 'The device spreads flows by itself; the driver prints "Cannot init indirect table" at probe and at each bring-up.', ignorable: true },
  { id: 14, name: 'mtu', driverName: 'ENA_ADMIN_MTU', since: '1.0.0', meaning: 'The largest packet, told to the device at each bring-up.', refusal: 'The driver prints "Failed to set MTU" at each bring-up and goes on.' },
  { id: 18, name: 'rss-hash-input', driverName: 'ENA_ADMIN_RSS_HASH_INPUT', since: '1.0.0', meaning: 'Which header fields go into the hash.', refusal: 'The device keeps its own choice of fields.', ignorable: true },
  { id: 20, name: 'interrupt-moderation', driverName: 'ENA_ADMIN_INTERRUPT_MODERATION', since: '1.0.0', meaning: 'Delays interrupts so that one serves many packets.', refusal: 'No moderation: `ethtool -C` has no effect. Silent in current drivers.', ignorable: true },
  { id: 26, name: 'aenq-config', driverName: 'ENA_ADMIN_AENQ_CONFIG', since: '1.0.0', meaning: 'Which groups of events the device sends: link, keep-alive, notifications, reset requests.', refusal: 'Probing fails. Without the group of keep-alives the watchdog stays off.' },
  { id: 27, name: 'link-config', driverName: 'ENA_ADMIN_LINK_CONFIG', since: '1.0.0', meaning: 'Speed and duplex, asked when somebody such as snmpd or ethtool asks the driver.', refusal: '`ethtool` shows unknown speed. Harmless, and repeated as often as somebody asks.', ignorable: true },
  { id: 28, name: 'host-attributes', driverName: 'ENA_ADMIN_HOST_ATTR_CONFIG', since: '1.0.0', meaning: 'Tells the device about the guest: system, kernel, driver version; and where the debug area lies. Sent without asking first.', refusal: 'The device knows less of the guest; traffic does not care. Lines: "Set host attribute isn’t supported" (1.0.0), "Cannot set host attributes" (all).' },
  { id: 29, name: 'hardware-clock', driverName: 'ENA_ADMIN_PHC_CONFIG', since: '2.8.0', meaning: 'A precise clock that Linux shows as PTP device. Kernels have it from 6.17 on.', refusal: 'No such clock. From 2.8.0 to 2.15.0 a failure here failed the whole probe; since 2.16.0 the adapter works without it.' },
  { id: 30, name: 'flow-steering', driverName: 'ENA_ADMIN_FLOW_STEERING_CONFIG', since: '2.13.0', meaning: 'Rules that send a flow to a queue, set by `ethtool -N`.', refusal: '`ethtool -N` cannot set rules.' },
  { id: 31, name: 'hardware-timestamps', driverName: 'ENA_ADMIN_HW_TIMESTAMP', since: '2.15.0', meaning: 'Time stamps the device puts on packets.', refusal: 'No time stamps by hardware.' },
];
