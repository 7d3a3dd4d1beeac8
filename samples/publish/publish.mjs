// Publishes one ticket with amqplib. The first argument is the broker's address.
import { randomUUID } from "node:crypto";
import amqp from "amqplib";

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

const connection = await amqp.connect(process.argv[2]);
const channel = await connection.createConfirmChannel();
channel.publish("inbox", event.type, Buffer.from(JSON.stringify(event)), {
  contentType: "application/cloudevents+json",
  persistent: true,
  messageId: event.id,
});
await channel.waitForConfirms();
await connection.close();
console.log("published", event.id);
