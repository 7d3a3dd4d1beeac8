package dev.warren.bench.speed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.http.client.jdk.JdkHttpClientBuilder;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.warren.bench.lab.Checkout;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What somebody writes who wants labels and has not thought of faults: consume, ask the provider with the same client
 * library and the same prompt, publish the same two messages, acknowledge. No database, no confirms, no guard. The peer
 * that the classifier's speed is compared with; a program of its own, so that production code has no switch for this.
 */
public final class Baseline {

    /** What it consumes; the queue must exist. */
    static final String QUEUE = "baseline";

    private static final int PERSISTENT = 2;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchema SCHEMA = JsonSchema.builder()
            .name("ModelClassification")
            .rootElement(JsonObjectSchema.builder()
                    .addStringProperty("label")
                    .addNumberProperty("confidence")
                    .addStringProperty("explanation")
                    .required("label", "confidence", "explanation")
                    .build())
            .build();

    private final ChatModel model;
    private final String prompt;
    private final Channel consuming;
    private final Channel publishing;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private Baseline(URI broker, URI provider, int concurrency) throws Exception {
        model = OpenAiChatModel.builder()
                .baseUrl(provider.toString())
                .apiKey("none")
                .modelName("gpt-4o-mini")
                .httpClientBuilder(new JdkHttpClientBuilder()
                        .httpClientBuilder(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)))
                .maxRetries(0)
                .strictJsonSchema(true)
                .build();
        prompt = systemPrompt();
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(broker);
        Connection connection = factory.newConnection("baseline");
        consuming = connection.createChannel();
        publishing = connection.createChannel();
        consuming.basicQos(concurrency);
        consuming.basicConsume(QUEUE, false, new DefaultConsumer(consuming) {
            @Override
            public void handleDelivery(String tag, Envelope envelope, BasicProperties properties, byte[] body) {
                threads.execute(() -> on(envelope.getDeliveryTag(), body));
            }
        });
    }

    /** Runs until it is killed; the arguments are the broker, the provider, and how many events at the same time. */
    public static void main(String[] arguments) throws Exception {
        new Baseline(URI.create(arguments[0]), URI.create(arguments[1]), Integer.parseInt(arguments[2]));
    }

    private void on(long tag, byte[] body) {
        try {
            JsonNode event = JSON.readTree(body);
            ChatResponse answer = model.chat(ChatRequest.builder()
                    .messages(SystemMessage.from(prompt), UserMessage.from(text(event)))
                    .responseFormat(ResponseFormat.builder()
                            .type(ResponseFormatType.JSON)
                            .jsonSchema(SCHEMA)
                            .build())
                    .build());
            publish("usage", "ticket-triage", usage(event, answer));
            publish("results", "ticket-triage.completed", result(event, answer));
            synchronized (consuming) {
                consuming.basicAck(tag, false);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void publish(String exchange, String key, ObjectNode message) throws IOException {
        BasicProperties properties = new BasicProperties.Builder()
                .contentType("application/cloudevents+json")
                .deliveryMode(PERSISTENT)
                .messageId(message.get("id").asText())
                .build();
        byte[] body = message.toString().getBytes(StandardCharsets.UTF_8);
        synchronized (publishing) {
            publishing.basicPublish(exchange, key, properties, body);
        }
    }

    private static String text(JsonNode event) {
        return event.at("/data/subject").asText() + "\n\n"
                + event.at("/data/body").asText();
    }

    private static ObjectNode usage(JsonNode event, ChatResponse answer) {
        ObjectNode message = message(event, "dev.warren.model.called");
        message.withObject("/data")
                .put("callId", message.get("id").asText())
                .put("feature", "ticket-triage")
                .put("model", "gpt-4o-mini")
                .put("inputTokens", answer.tokenUsage().inputTokenCount())
                .put("outputTokens", answer.tokenUsage().outputTokenCount());
        return message;
    }

    private static ObjectNode result(JsonNode event, ChatResponse answer) throws IOException {
        ObjectNode message = message(event, "dev.warren.result.completed");
        message.withObject("/data")
                .put("feature", "ticket-triage")
                .put("kind", "classification")
                .set("output", JSON.readTree(answer.aiMessage().text()));
        return message;
    }

    private static ObjectNode message(JsonNode event, String type) {
        ObjectNode message = JSON.createObjectNode()
                .put("specversion", "1.0")
                .put("id", UUID.randomUUID().toString())
                .put("source", "/warren/baseline")
                .put("type", type)
                .put("datacontenttype", "application/json")
                .put("userid", event.path("userid").asText());
        message.putObject("data")
                .set(
                        "event",
                        JSON.createObjectNode()
                                .put("source", event.get("source").asText())
                                .put("id", event.get("id").asText())
                                .put("type", event.get("type").asText()));
        return message;
    }

    /** The classifier's prompt with the descriptions of its shipped labels, so that requests are of the same size. */
    private static String systemPrompt() throws IOException {
        Path resources = Checkout.root().resolve(Path.of("services", "classifier", "src", "main", "resources"));
        StringBuilder labels = new StringBuilder();
        String name = "";
        for (String line : Files.readAllLines(resources.resolve("features.yaml"))) {
            String stripped = line.strip();
            if (stripped.startsWith("description:")) {
                labels.append("- ")
                        .append(name)
                        .append(stripped.substring("description:".length()))
                        .append('\n');
            } else if (stripped.endsWith(":")) {
                name = stripped;
            }
        }
        return Files.readString(resources.resolve(Path.of("prompts", "classify-system.txt")))
                .replace("{labels}", labels);
    }
}
