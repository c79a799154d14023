import { hex, type Random } from './random.ts';

/** What a host logs when its adapter is well. `tag` is the program; kernel lines get an uptime stamp behind it. */
export interface FillerLine {
  readonly weight: number;
  readonly tag: string;
  readonly text: (random: Random) => string;
}

const tmpfs = (r: Random): string => `/var/lib/docker/overlay2/${hex(r, 20)}/merged`;
const veth = (r: Random): string => `veth${hex(r, 7)}`;
const bridgeStates = ['blocking', 'disabled', 'forwarding'];

/**
 * The mix of a container host's /var/log/syslog. Words that come close to ENA's own are there on purpose
 * ("enabled", "renamed", "arena", a PCI address of another device): a careless needle drowns in them.
 */
export const fillerLines: readonly FillerLine[] = [
  {
    weight: 5,
    tag: 'kernel',
    text: (r) =>
      `audit: type=1400 audit(${1700000000 + r.below(9e6)}.${100 + r.below(900)}:${r.below(1e6)}): apparmor="ALLOWED" operation="open" profile="snap.core" name="/proc/${r.below(65536)}/stat" pid=${r.below(65536)}`,
  },
  {
    weight: 8,
    tag: 'kernel',
    text: (r) => `docker0: port ${1 + r.below(40)}(${veth(r)}) entered ${bridgeStates[r.below(3)]} state`,
  },
  { weight: 3, tag: 'kernel', text: (r) => `device ${veth(r)} entered promiscuous mode` },
  { weight: 3, tag: 'kernel', text: (r) => `eth${r.below(9)}: renamed from ${veth(r)}` },
  { weight: 3, tag: 'kernel', text: (r) => `IPv6: ADDRCONF(NETDEV_CHANGE): ${veth(r)}: link becomes ready` },
  {
    weight: 4,
    tag: 'kernel',
    text: (r) => `EXT4-fs (nvme${1 + r.below(4)}n1p1): mounted filesystem with ordered data mode. Quota mode: none.`,
  },
  {
    weight: 1,
    tag: 'kernel',
    text: () => 'nvme 0000:00:04.0: platform quirk: setting simple suspend, write cache enabled',
  },
  {
    weight: 2,
    tag: 'kernel',
    text: (r) => `cgroup: fork rejected by pids controller in /kubepods/pod${hex(r, 8)}/${hex(r, 12)}`,
  },
  {
    weight: 4,
    tag: 'kernel',
    text: (r) =>
      `[UFW BLOCK] IN=ens5 OUT= MAC=${hex(r, 12)} SRC=10.0.${r.below(256)}.${r.below(256)} DST=10.0.1.23 LEN=40 TTL=${r.below(255)} PROTO=TCP DPT=${r.below(65536)}`,
  },
  { weight: 24, tag: 'systemd[1]', text: (r) => `Started Session ${r.below(99999)} of user ubuntu.` },
  {
    weight: 9,
    tag: 'systemd[1]',
    text: (r) => `run-docker-runtime\\x2drunc-moby-${hex(r, 16)}-runc.${hex(r, 6)}.mount: Deactivated successfully.`,
  },
  {
    weight: 3,
    tag: 'systemd-networkd[612]',
    text: (r) => `${veth(r)}: Interface name change detected, renamed to eth0, IPv6 enabled.`,
  },
  {
    weight: 4,
    tag: 'dockerd[1189]',
    text: (r) =>
      `time="2026-01-02T03:04:05.${r.below(1e9)}Z" level=info msg="ignoring event" container=${hex(r, 24)} module=libcontainerd`,
  },
  {
    weight: 2,
    tag: 'containerd[987]',
    text: (r) => `level=info msg="shim disconnected" id=${hex(r, 24)} path=${tmpfs(r)}`,
  },
  {
    weight: 5,
    tag: 'kubelet[2044]',
    text: (r) =>
      `I0102 03:04:05.${100000 + r.below(900000)} 2044 kubelet.go:2421] "SyncLoop UPDATE" source="api" pods="arena/worker-${hex(r, 5)}"`,
  },
  { weight: 4, tag: 'CRON[31337]', text: () => '(root) CMD (command -v debian-sa1 > /dev/null && debian-sa1 1 1)' },
  {
    weight: 4,
    tag: `sshd[${40961}]`,
    text: (r) =>
      `Connection closed by authenticating user root 203.0.113.${r.below(256)} port ${r.below(65536)} [preauth]`,
  },
  {
    weight: 2,
    tag: 'amazon-ssm-agent[701]',
    text: (r) => `INFO [ssm-agent-worker] health ping ${hex(r, 8)} sent, metrics enabled`,
  },
  {
    weight: 2,
    tag: 'chronyd[533]',
    text: (r) => `Selected source 169.254.169.123, offset 0.000${r.below(1000)} seconds`,
  },
];
