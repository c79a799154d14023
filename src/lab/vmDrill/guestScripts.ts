/** The interface of a machine that has one adapter. */
export const interfaceName = 'eth0';

/** Far ends of the guest's traffic: the lab's neighbour answers for every address. Several, so that queues share it. */
const farEnds = [2, 3, 4, 5].map((host) => `10.0.0.${host}`);
/** Seldom, for each packet wakes a program, which an emulated processor feels. Faults that need more packets send more. */
const secondsBetweenPackets = 0.1;
/** A monitoring agent asks as often as that of the simulated host. */
const agentEverySeconds = 10;
/** Sooner the first time where a fault waits for it, for here a second takes a second. */
const agentSoonSeconds = 3;

/** Made once, before all other scripts. Nobody ever writes there. */
export const prepare = 'mkfifo /run/nothing';

/**
 * Waits by itself: `sleep` would be a program, and starting one a tenth of a second's work for an emulated processor. That
 * nothing was read is no failure: a loop ends with the code of what it did last.
 */
const nap = (seconds: number): string => `{ read -t ${seconds} nothing <>/run/nothing || :; }`;

/** Waits until a condition holds. */
const until = (condition: string): string => `until ${condition}; do ${nap(1)}; done`;

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
  `  ${nap(5)}`,
  'done',
  `ip address add 10.0.0.1/8 dev ${interfaceName}`,
  ': >/run/tried',
  ': >/run/up',
)}`;

/** Fulfilled when the first attempt is over, well or badly. */
export const awaitAttempt = until('[ -e /run/tried ]');

/** Fulfilled when the interface has its address and a link. */
export const awaitUp = until(
  `[ -e /run/up ] && { read -r carrier </sys/class/net/${interfaceName}/carrier; } 2>/dev/null && [ "$carrier" = 1 ]`,
);

/** Not before the interface is up: a program that fails at once and is started again takes more than the driver. */
const packets = (betweenSeconds: number): readonly string[] => [
  until('[ -e /run/up ]'),
  ...farEnds.map((address) => `while :; do ping -q -n -i ${betweenSeconds} ${address}; ${nap(1)}; done &`),
  'wait',
];

/** A little traffic on all queues. */
export const beginTraffic = inBackground('traffic', ...packets(secondsBetweenPackets));

/** Traffic that has more packets under way in five seconds than any driver lets be overdue on a queue. */
export const briskTraffic = packets(0.02);

/** An agent that asks for the link's settings and the counters, the first time when its pause is over. */
export const beginAgent = (asksSoon: boolean): string => `rm -f /run/asked
${inBackground(
  'agent',
  nap(asksSoon ? agentSoonSeconds : agentEverySeconds),
  'while :; do',
  `  ethtool ${interfaceName}; ethtool -S ${interfaceName}; : >/run/asked`,
  `  ${nap(agentEverySeconds)}`,
  'done',
)}`;

/**
 * Fulfilled when the kernel crashed and lives on: whoever crashed took the lock of all networking along, and `ip` and `ethtool`
 * hang for ever. By `cat`: of a number the kernel gives a reader but one piece, and `read` takes a byte at a time.
 */
const hasCrashed = '[ $(($(cat /proc/sys/kernel/tainted) & 128)) != 0 ]';

/** Fulfilled when the agent has asked for everything once, or never will. */
export const awaitAsked = until(`[ -e /run/asked ] || ${hasCrashed}`);

/** Seconds since boot, as the log stamps them; without starting a program. */
export const uptime = 'read -r uptime idle </proc/uptime; echo "$uptime"';

/** Ends what the scripts before left running, and the driver. */
export const endAll = `for name in agent come-up traffic; do
  [ -e /run/$name.pid ] && kill -KILL -$(cat /run/$name.pid) 2>/dev/null
  rm -f /run/$name.pid
done
! [ -e /sys/module/ena ] || rmmod ena`;

/** Fulfilled when packets come back. */
export const awaitAnswer = until('ping -q -n -c 1 -W 1 10.0.0.9 >/dev/null 2>&1');

/** What touches the network, but in a kernel that crashed. */
export const unlessCrashed = (script: string): string => `if ${hasCrashed}; then false; else ${script}; fi`;

/** Writes what several scripts write, one after the other, so that `piecesOf` can tell them apart. */
export const inPieces = (...scripts: readonly string[]): string => scripts.join("\nprintf '\\f'\n");

/** What each of the scripts wrote. No program of a drill writes a form feed. */
export const piecesOf = (output: string): readonly string[] => output.split('\f');

/** What an operator asks `ethtool`. */
export const ethtoolTexts = ['-i', '-g', '-l', '-S']
  .map((option) => `echo '$ ethtool ${option} ${interfaceName}'; ethtool ${option} ${interfaceName} 2>&1; echo`)
  .join('\n');
