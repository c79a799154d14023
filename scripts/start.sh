#!/bin/sh
# `npm start`: a simulated adapter falls silent under the driver of AWS's page; the drill, then the doctor's whole report.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd -P)
cd "$root"

sh bin/ena lab drill keep-alive-lost --driver 2016
echo
# 1 says that the evidence shows a problem, which is what the drill is for.
sh bin/ena doctor --lab keep-alive-lost --driver 2016 || [ $? -eq 1 ]
