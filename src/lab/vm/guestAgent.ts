/** The serial line on which the agent listens. The first one is the kernel's console and nothing else. */
const agentLine = '/dev/ttyS1';

/** What the agent says once it listens. */
export const readyMark = '<ready>';

/** What stands before a command's output, and before its exit code. `token` is the host's, and new for each command. */
export const beginMark = (token: string): string => `<${token}>`;
export const endMark = (token: string): string => `<${token} `;

/** What a command reads from: nothing, or the line, which then is its terminal. */
export type Input = 'none' | 'line';

/** The request for a command, as the agent reads it: one line. The script may hold any bytes but NUL. */
export const request = (token: string, input: Input, script: string): string =>
  `${token} ${input} ${Buffer.from(script).toString('base64')}\n`;

/** On this character the line interrupts what runs. It occurs in no request. */
export const interruptCharacter = '\x03';

/** First program of a machine: gives it the usual file systems, then starts the agent and waits with it. */
export const initScript = `#!/bin/busybox sh
export PATH=/bin HOME=/root
busybox mount -t proc proc /proc
busybox --install -s /bin 2>/dev/null
mount -t devtmpfs dev /dev 2>/dev/null
mkdir -p /dev/pts
mount -t devpts devpts /dev/pts
mount -t sysfs sys /sys
mount -t tmpfs run /run
mount -t debugfs debug /sys/kernel/debug 2>/dev/null
ip link set lo up
cd /root
setsid -c sh /agent <>${agentLine} >&0 2>&1
poweroff -f
`;

/**
 * The guest's end of the channel, for busybox. A request is answered by a mark, the output as it comes, and a mark
 * with the exit code. The line is set anew for each, as a command may have changed it. An interrupt ends the command
 * and not the agent; `noflsh` keeps it from throwing away output.
 *
 * Output goes through a pipe that stays open, marks too, so that they keep their order: a command sees no terminal,
 * which would make it print colours, and a program it leaves in the background keeps nobody waiting. Its reader opens
 * it anew: Node.js makes what it prints to non-blocking, for everybody who shares the opening.
 */
export const agentScript = `mkfifo /run/output
exec 3<>/run/output
cat </run/output &
trap : INT QUIT
say() { printf '<%s>' "$*"; }
answer() {
  say "$token"
  sh /run/command
  code=$?
  stty raw -echo <${agentLine}
  say "$token" "$code"
}
stty raw -echo
say ready >&3
while :; do
  stty raw -echo isig noflsh
  read -r token input script || continue
  printf %s "$script" | base64 -d >/run/command
  if [ "$input" = line ]; then answer 3>&-; else answer </dev/null >&3 2>&3 3>&-; fi
done
`;
