"""Runs command lines of the AWS CLI that come as lines of JSON on standard input, in one process, for starting it takes
a second and reading its models another; prints output and errors of each as one line."""

import contextlib
import io
import json
import sys

from awscli.clidriver import create_clidriver

loader = create_clidriver().session.get_component("data_loader")


def run(args):
    # A driver remembers things of its last command; only the models may be shared.
    driver = create_clidriver()
    driver.session.register_component("data_loader", loader)
    driver.main(args)


for line in sys.stdin:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        run(json.loads(line))
    print(json.dumps({"out": out.getvalue(), "err": err.getvalue()}), flush=True)
