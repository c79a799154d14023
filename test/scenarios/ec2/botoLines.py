"""Makes calls that come as lines of JSON on standard input; prints an answer of one line for each."""

import json
import re
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

clients = {}


def client_of(service, endpoint):
    key = (service, endpoint)
    if key not in clients:
        config = Config(retries={"total_max_attempts": 1})
        clients[key] = boto3.client(service, endpoint_url=endpoint, config=config)
    return clients[key]


def snake(operation):
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", operation).lower()


for line in sys.stdin:
    call = json.loads(line)
    answer = {"output": {}}
    try:
        output = getattr(client_of(call["service"], call["endpoint"]), snake(call["operation"]))(**call["input"])
        output.pop("ResponseMetadata", None)
        answer["output"] = output
    except ClientError as error:
        answer["error"] = error.response["Error"]["Code"]
    except BotoCoreError as error:
        answer["error"] = str(error)
    print(json.dumps(answer, default=str), flush=True)
