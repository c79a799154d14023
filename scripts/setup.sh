#!/bin/sh
# Brings node_modules in step with package-lock.json. Quick and silent where it already is.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd -P)
lock=$root/package-lock.json
installed=$root/node_modules/.package-lock.json
node=$root/node_modules/node/bin/node

if [ -x "$node" ] && [ -f "$installed" ] && [ ! "$lock" -nt "$installed" ]; then
  exit 0
fi

echo "Setting up enakit (npm ci), once …" >&2
if ! output=$(cd "$root" && npm ci --no-audit --no-fund --loglevel=error </dev/null 2>&1); then
  printf '%s\n' "$output" >&2
  echo "npm ci failed in $root" >&2
  exit 3
fi
if [ ! -x "$node" ]; then
  echo "npm ci did not bring the project's own Node.js: are install scripts forbidden (npm config get ignore-scripts)?" >&2
  exit 3
fi
# A lock file touched after it was installed would otherwise be set up again at every start.
touch "$installed"
