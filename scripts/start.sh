#!/bin/sh
# `npm start`: the doctor on the AWS page's own example of a keep-alive reset.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd -P)
cd "$root"

# 1 says that the log shows a problem, which is what it is an example of.
sh bin/ena doctor examples/keep-alive-reset-2016.log || [ $? -eq 1 ]
