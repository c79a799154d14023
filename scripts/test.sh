#!/bin/sh
# `npm test`: sets up what is missing, then runs every check there is, on the project's own Node.js.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd -P)
sh "$root/scripts/setup.sh"
cd "$root"
PATH=$root/node_modules/.bin:$PATH
export PATH
exec node --disable-warning=ExperimentalWarning scripts/test.ts "$@"
