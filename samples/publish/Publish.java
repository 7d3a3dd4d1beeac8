import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** Publishes one ticket with RabbitMQ's Java client. The argument, or AMQP_URL in the environment, is the broker's address. */
public class Publish {

    public static void main(String[] args) throws Exception {
        String url = args.length == 1 ? args[0] : System.getenv("AMQP_URL");
        if (url == null || args.length > 1) {
            System.err.println("usage: Publish amqp://user:password@host:port/vhost   (or AMQP_URL, which other users do not see)");
            System.exit(2);
        }

        String id = UUID.randomUUID().toString();
        String event = """
                {"specversion": "1.0", "id": "%s", "source": "/shop/helpdesk", "type": "ticket.created", "time": "%s",
                 "datacontenttype": "application/json", "userid": "u-42", "team": "emea",
                 "data": {"subject": "Charged twice", "body": "My card was charged two times for order 1001."}}
                """.formatted(id, Instant.now());

        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(url);
        try (var connection = factory.newConnection();
                var channel = connection.createChannel()) {
            channel.confirmSelect();
            BasicProperties properties = MessageProperties.PERSISTENT_BASIC.builder()
                    .contentType("application/cloudevents+json")
                    .messageId(id)
                    .build();
            channel.basicPublish("inbox", "ticket.created", properties, event.getBytes(StandardCharsets.UTF_8));
            channel.waitForConfirmsOrDie(5_000);
            System.out.println("published " + id);
        }
    }
}
