import { metricsPort } from './deployment.ts';

/**
 * What the agent may do, and for what: the kernel log and tracing (SYSLOG, PERFMON, SYS_ADMIN), ethtool's calls
 * (NET_ADMIN), the files of the system's log and of tracing (DAC_READ_SEARCH, DAC_OVERRIDE).
 */
const capabilities = 'CAP_SYSLOG CAP_PERFMON CAP_SYS_ADMIN CAP_NET_ADMIN CAP_DAC_READ_SEARCH CAP_DAC_OVERRIDE';

/** A unit of systemd for the agent, to be put into /etc/systemd/system/ena-watch.service. */
export const systemdUnit = (): string => `[Unit]
Description=Watches the Elastic Network Adapters of this host
Documentation=man:ena(1)

[Service]
ExecStart=/usr/local/bin/ena watch --history 256M --prometheus 127.0.0.1:${metricsPort}
Restart=on-failure
RestartSec=5
StateDirectory=enakit
StateDirectoryMode=0700
UMask=0077
MemoryMax=256M
CPUQuota=50%
# A reset is judged in one go: half a second is to be had at once.
CPUQuotaPeriodSec=1s

CapabilityBoundingSet=${capabilities}
NoNewPrivileges=yes
ProtectSystem=strict
ReadWritePaths=-/sys/kernel/tracing -/sys/kernel/debug/tracing
ProtectHome=yes
PrivateTmp=yes
DevicePolicy=closed
DeviceAllow=/dev/kmsg r
ProtectClock=yes
ProtectControlGroups=yes
ProtectHostname=yes
ProtectKernelModules=yes
RestrictSUIDSGID=yes
RestrictRealtime=yes
RestrictNamespaces=yes
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK
LockPersonality=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallErrorNumber=EPERM

[Install]
WantedBy=multi-user.target
`;
