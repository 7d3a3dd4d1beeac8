"""Publishes one ticket with pika. The first argument is the broker's address."""

import json
import sys
import uuid
from datetime import datetime, timezone

import pika

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

connection = pika.BlockingConnection(pika.URLParameters(sys.argv[1]))
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
