// Publishes one ticket with amqplib. The argument, or AMQP_URL in the environment, is the broker's address.
import { randomUUID } from "node:crypto";
import amqp from "amqplib";

const url = process.argv.length === 3 ? process.argv[2] : process.env.AMQP_URL;
if (!url || process.argv.length > 3) {
  console.error("usage: publish.mjs amqp://user:password@host:port/vhost   (or AMQP_URL, which other users do not see)");
  process.exit(2);
}

const event = {
  specversion: "1.0",
  id: randomUUID(),
  source: "/shop/helpdesk",
  type: "ticket.created",
  time: new Date().toISOString(),
  datacontenttype: "application/json",
  userid: "u-42",
  team: "emea",
  data: { subject: "Charged twice", body: "My card was charged two times for order 1001." },
};

const connection = await amqp.connect(url);
const channel = await connection.createConfirmChannel();
channel.publish("inbox", event.type, Buffer.from(JSON.stringify(event)), {
  contentType: "application/cloudevents+json",
  persistent: true,
  messageId: event.id,
});
await channel.waitForConfirms();
await connection.close();
console.log("published", event.id);
