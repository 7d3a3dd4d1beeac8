package dev.warren.bench.lab;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * What a producer may send to {@code inbox} that is no event, in the kinds that break consumers: headers that a stream
 * cannot store or that lie deep, headers that fill a frame or grow beyond it, a lifetime of a millisecond, bodies of 10
 * MB, text that is not UTF-8, absurd numbers and nesting. None of them is valid, so that each has to end as a dead
 * letter.
 */
public final class HostileMessages {

    private static final int CONFIRM_MILLIS = 120_000;
    private static final int PERSISTENT = 2;
    private static final int OF_EACH_KIND = 3;
    private static final int HUGE_BODIES = 40;
    private static final int HUGE_BODY = 10 * 1024 * 1024;
    private static final int NEARLY_A_FRAME = 130_000;
    /** Tracing writes three bytes for each. */
    private static final int BAGGAGE = 50_000;

    private static final int DEEP = 5_000;
    private static final int DEEP_HEADER = 10_000;

    /** The client writes a list in a list by recursion. */
    private static final long WRITING_STACK_BYTES = 256L * 1024 * 1024;

    private static final byte NOT_UTF8 = (byte) 0xFF;
    private static final String STRUCTURED = "application/cloudevents+json";

    private final ConnectionFactory factory = new ConnectionFactory();
    private final List<String> sent = new ArrayList<>();

    /** Connects as a producer. */
    public HostileMessages(URI broker) {
        try {
            factory.setUri(broker);
        } catch (Exception e) {
            throw new IllegalArgumentException(e);
        }
    }

    /**
     * Sends all kinds; returns the ids of the messages when the broker has confirmed them.
     *
     * @throws IllegalStateException if the broker does not take them
     */
    public List<String> send() throws InterruptedException {
        FutureTask<List<String>> sending = new FutureTask<>(this::sendAll);
        new Thread(null, sending, "hostile producer", WRITING_STACK_BYTES).start();
        try {
            return sending.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker did not take every hostile message", e.getCause());
        }
    }

    private List<String> sendAll() throws Exception {
        try (Connection connection = factory.newConnection("hostile producer");
                Channel channel = connection.createChannel()) {
            channel.confirmSelect();
            for (int i = 0; i < OF_EACH_KIND; i++) {
                sendOneOfEachKind(channel);
            }
            for (int i = 0; i < HUGE_BODIES; i++) {
                send(channel, "huge-body", Map.of(), new byte[HUGE_BODY]);
            }
            channel.waitForConfirmsOrDie(CONFIRM_MILLIS);
            return List.copyOf(sent);
        }
    }

    private void sendOneOfEachKind(Channel channel) throws IOException {
        send(channel, "decimal-header", Map.of("price", new BigDecimal("12.34")), text("{}"));
        send(channel, "nested-header", Map.of("a", List.of(Map.of("b", new BigDecimal("0.1")))), text("{}"));
        send(channel, "deep-header", Map.of("deep", listsInLists()), text("{}"));
        send(channel, "huge-headers", Map.of("filler", "x".repeat(NEARLY_A_FRAME)), text("{}"));
        send(channel, "baggage", Map.of("baggage", "a=" + "/".repeat(BAGGAGE)), text("{}"));
        send(channel, "binary-header", Map.of("bytes", new byte[] {NOT_UTF8, 0}), text("{}"));
        send(channel, "invalid-utf8", Map.of(), new byte[] {'{', '"', NOT_UTF8, '"', ':', '1', '}'});
        send(channel, "absurd-number", Map.of(), event("1e99999999999"));
        send(channel, "lone-surrogate", Map.of(), event("1,\"userid\":\"eve\\ud83d\""));
        send(channel, "deep", Map.of(), event("[".repeat(DEEP) + "]".repeat(DEEP)));
        sendExpiring(channel);
    }

    /** Given up by the broker itself, unless intake is faster. */
    private void sendExpiring(Channel channel) throws IOException {
        BasicProperties properties = properties("expiring", Map.of("price", new BigDecimal("12.34")))
                .expiration("1")
                .build();
        channel.basicPublish("inbox", "hostile.expiring", properties, text("{}"));
    }

    private void send(Channel channel, String kind, Map<String, Object> headers, byte[] body) throws IOException {
        channel.basicPublish(
                "inbox", "hostile." + kind, properties(kind, headers).build(), body);
    }

    private BasicProperties.Builder properties(String kind, Map<String, Object> headers) {
        String id = "hostile-" + kind + "-" + UUID.randomUUID();
        sent.add(id);
        return new BasicProperties.Builder()
                .contentType(STRUCTURED)
                .deliveryMode(PERSISTENT)
                .messageId(id)
                .headers(headers);
    }

    private static Object listsInLists() {
        Object lists = "inside";
        for (int i = 0; i < DEEP_HEADER; i++) {
            lists = List.of(lists);
        }
        return lists;
    }

    private static byte[] event(String data) {
        return text(
                "{\"specversion\":\"1.0\",\"id\":\"h\",\"source\":\"/hostile\",\"type\":\"ticket.created\",\"data\":"
                        + data + "}");
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
