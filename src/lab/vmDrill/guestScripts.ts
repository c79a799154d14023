/** The interface of a machine that has one adapter. */
export const interfaceName = 'eth0';

/** Far ends of the guest's traffic: the lab's neighbour answers for every address. Several, so that queues share it. */
const farEnds = [2, 3, 4, 5].map((host) => `10.0.0.${host}`);
const secondsBetweenPackets = 0.02;
/** A monitoring agent asks as often as that of the simulated host. */
const agentEverySeconds = 10;

/** A script that runs on by itself, under a name. */
const inBackground = (name: string, ...lines: readonly string[]): string => `cat >/run/${name} <<'END'
${lines.join('\n')}
END
setsid sh /run/${name} >/dev/null 2>&1 &
echo $! >/run/${name}.pid`;

/**
 * Loads the driver and brings the interface up, in the background: a driver that does not take the adapter is loaded
 * anew every five seconds, an interface that does not come up is tried again. Keeps what `modprobe` said the first time
 * it failed, and a line for each failure of the adapter.
 */
export const comeUp = `rm -f /run/console /run/failures /run/tried /run/up
${inBackground(
  'come-up',
  'while :; do',
  `  if ! [ -e /sys/class/net/${interfaceName} ] && ! said=$(modprobe ena 2>&1); then`,
  `    [ -e /run/console ] || printf '$ modprobe ena\\n%s\\n' "$said" >/run/console`,
  `  elif ip link set ${interfaceName} up 2>/dev/null; then`,
  '    break',
  '  else',
  '    echo >>/run/failures',
  `    [ -e /sys/class/net/${interfaceName} ] || rmmod ena`,
  '  fi',
  '  : >/run/tried',
  '  sleep 5',
  'done',
  `ip address add 10.0.0.1/8 dev ${interfaceName}`,
  ': >/run/tried',
  ': >/run/up',
)}`;

/** Fulfilled when the first attempt is over, well or badly. */
export const awaitAttempt = 'until [ -e /run/tried ]; do usleep 50000; done';

/** Fulfilled when the interface has its address and a link. */
export const awaitUp = `until [ -e /run/up ] && [ "$(cat /sys/class/net/${interfaceName}/carrier 2>/dev/null)" = 1 ]; do
  usleep 50000
done`;

/** A little traffic on all queues. */
export const beginTraffic = inBackground(
  'traffic',
  ...farEnds.map((address) => `while :; do ping -q -n -i ${secondsBetweenPackets} ${address}; usleep 200000; done &`),
  'wait',
);

/** An agent that asks for the link's settings and the counters, the first time when its pause is over. */
export const beginAgent = inBackground(
  'agent',
  `while sleep ${agentEverySeconds}; do ethtool ${interfaceName}; ethtool -S ${interfaceName}; done`,
);

/** Ends what the scripts before left running, and the driver. */
export const endAll = `for name in traffic agent come-up; do
  [ -e /run/$name.pid ] && kill -KILL -$(cat /run/$name.pid) 2>/dev/null
  rm -f /run/$name.pid
done
! [ -e /sys/module/ena ] || rmmod ena`;

/** Fulfilled when packets come back. */
export const awaitAnswer = 'until ping -q -n -c 1 -W 1 10.0.0.9 >/dev/null 2>&1; do usleep 200000; done';

/** What an operator asks `ethtool`. */
export const ethtoolTexts = ['-i', '-g', '-l', '-S']
  .map((option) => `echo '$ ethtool ${option} ${interfaceName}'; ethtool ${option} ${interfaceName} 2>&1; echo`)
  .join('\n');
