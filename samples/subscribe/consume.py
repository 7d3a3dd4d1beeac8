"""Prints results from a queue. Arguments: the broker's address and the queue."""

import json
import sys

import pika


def on_message(channel, method, properties, body):
    result = json.loads(body)
    data = result["data"]
    print(result["id"], method.routing_key, data["event"]["id"], data.get("output", data.get("error")), flush=True)
    channel.basic_ack(method.delivery_tag)


connection = pika.BlockingConnection(pika.URLParameters(sys.argv[1]))
channel = connection.channel()
channel.basic_qos(prefetch_count=50)
channel.basic_consume(sys.argv[2], on_message)
try:
    channel.start_consuming()
except KeyboardInterrupt:
    connection.close()
