"""Prints results from a queue. Arguments: the broker's address, unless AMQP_URL in the environment is it, and the queue."""

import json
import os
import sys

import pika


*address, queue = sys.argv[1:] or [None]
url = address[0] if address else os.environ.get("AMQP_URL")
if not url or not queue or len(address) > 1:
    print("usage: consume.py amqp://user:password@host:port/vhost QUEUE   (or AMQP_URL, which other users do not see, and QUEUE)", file=sys.stderr)
    sys.exit(2)


def on_message(channel, method, properties, body):
    result = json.loads(body)
    data = result["data"]
    print(result["id"], method.routing_key, data["event"]["id"], data.get("output", data.get("error")), flush=True)
    channel.basic_ack(method.delivery_tag)


connection = pika.BlockingConnection(pika.URLParameters(url))
channel = connection.channel()
channel.basic_qos(prefetch_count=50)
channel.basic_consume(queue, on_message)
try:
    channel.start_consuming()
except KeyboardInterrupt:
    connection.close()
