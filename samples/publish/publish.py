"""Publishes one ticket with pika. The argument, or AMQP_URL in the environment, is the broker's address."""

import json
import os
import sys
import uuid
from datetime import datetime, timezone

import pika

url = sys.argv[1] if len(sys.argv) == 2 else os.environ.get("AMQP_URL")
if not url or len(sys.argv) > 2:
    print("usage: publish.py amqp://user:password@host:port/vhost   (or AMQP_URL, which other users do not see)", file=sys.stderr)
    sys.exit(2)

event = {
    "specversion": "1.0",
    "id": str(uuid.uuid4()),
    "source": "/shop/helpdesk",
    "type": "ticket.created",
    "time": datetime.now(timezone.utc).isoformat(),
    "datacontenttype": "application/json",
    "userid": "u-42",
    "team": "emea",
    "data": {"subject": "Charged twice", "body": "My card was charged two times for order 1001."},
}

connection = pika.BlockingConnection(pika.URLParameters(url))
channel = connection.channel()
channel.confirm_delivery()  # basic_publish returns once the broker has confirmed, or raises
channel.basic_publish(
    exchange="inbox",
    routing_key=event["type"],
    body=json.dumps(event),
    properties=pika.BasicProperties(
        content_type="application/cloudevents+json",
        delivery_mode=pika.spec.PERSISTENT_DELIVERY_MODE,
        message_id=event["id"],
    ),
)
connection.close()
print("published", event["id"])
