package dev.warren.suite;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.Stream;

/**
 * The broker's {@code definitions.json}: virtual host, users, permissions, exchanges, queues and bindings, one on a
 * line.
 */
final class BrokerTopology {

    /** The exchanges that all services use. */
    static final List<String> EXCHANGES = List.of("inbox", "events", "dead-letters");

    private static final String ALL = "#";
    private static final String UNROUTABLE = "unroutable";
    private static final String PRODUCER = "producer";
    /** Delays of retries, and their milliseconds. */
    private static final List<Delay> DELAYS =
            List.of(new Delay("5s", 5_000), new Delay("1m", 60_000), new Delay("10m", 600_000));

    private final ServiceList list;

    private record Delay(String name, int millis) {}

    BrokerTopology(ServiceList list) {
        this.list = list;
    }

    String json() {
        return Stream.of(
                        section("vhosts", Stream.of("{\"name\": \"warren\"}")),
                        section("users", users().map(BrokerTopology::user)),
                        section("permissions", permissions()),
                        section("exchanges", exchanges()),
                        section("queues", queues()),
                        section("bindings", bindings()))
                .collect(joining(",\n", "{\n", "\n}\n"));
    }

    private static String section(String name, Stream<String> entities) {
        return entities.collect(joining(",\n    ", "  \"" + name + "\": [\n    ", "\n  ]"));
    }

    private Stream<String> users() {
        return Stream.concat(list.names().stream(), Stream.of(PRODUCER));
    }

    private static String user(String name) {
        return "{\"name\": \"%s\", \"password_hash\": \"\", \"hashing_algorithm\": \"rabbit_password_hashing_sha256\", \"tags\": \"\"}"
                .formatted(name);
    }

    private Stream<String> permissions() {
        return Stream.concat(
                list.services().stream().map(service -> permission(service.name(), writes(service), reads(service))),
                Stream.of(permission(PRODUCER, "inbox", "")));
    }

    private static String permission(String user, String write, String read) {
        return "{\"user\": \"%s\", \"vhost\": \"warren\", \"configure\": \"^$\", \"write\": \"^%s$\", \"read\": \"^%s$\"}"
                .formatted(user, write, read);
    }

    private static String writes(ListedService service) {
        return Stream.concat(service.writes().stream(), Stream.of("dead-letters", service.name() + ".park"))
                .map(BrokerTopology::literal)
                .collect(joining("|", "(", ")"));
    }

    private static String reads(ListedService service) {
        Stream<String> more = service.isAiConsumer() ? Stream.of("overflow", "held", "dead") : Stream.of("dead");
        String own = Stream.concat(service.queues().stream(), more)
                .collect(joining("|", literal(service.name() + ".") + "(", ")"));
        return Stream.concat(Stream.of(own), service.reads().stream().map(BrokerTopology::literal))
                .collect(joining("|", "(", ")"));
    }

    /** A name within a regular expression within JSON. */
    private static String literal(String name) {
        return name.replace(".", "\\\\.");
    }

    private Stream<String> exchanges() {
        Stream<String> parks = list.names().stream().map(service -> service + ".park");
        return Stream.concat(
                Stream.concat(list.exchanges().stream(), parks)
                        .map(name -> exchange(name, "topic", "\"alternate-exchange\": \"%s\"".formatted(UNROUTABLE))),
                Stream.of(exchange(UNROUTABLE, "fanout", "")));
    }

    private static String exchange(String name, String type, String arguments) {
        return "{\"name\": \"%s\", \"vhost\": \"warren\", \"type\": \"%s\", \"durable\": true, \"auto_delete\": false, \"internal\": false, \"arguments\": {%s}}"
                .formatted(name, type, arguments);
    }

    private Stream<String> queues() {
        return Stream.of(
                        list.services().stream().flatMap(BrokerTopology::mainQueues),
                        list.services().stream().flatMap(BrokerTopology::otherQueues),
                        Stream.of(QueueDefinition.kept(UNROUTABLE)),
                        list.streams().stream().map(QueueDefinition::stream))
                .flatMap(queues -> queues);
    }

    private static Stream<String> mainQueues(ListedService service) {
        Stream<String> overflow = service.isAiConsumer() ? Stream.of("overflow") : Stream.empty();
        return Stream.concat(service.mainQueues(), overflow).map(queue -> QueueDefinition.main(service.name(), queue));
    }

    private static Stream<String> otherQueues(ListedService service) {
        String first = service.name() + "." + service.queues().getFirst();
        return Stream.of(
                        DELAYS.stream()
                                .map(delay -> QueueDefinition.delay(
                                        "%s.retry.%s".formatted(service.name(), delay.name()), delay.millis(), first)),
                        service.requests().stream()
                                .map(queue -> QueueDefinition.requests(service.name() + "." + queue)),
                        Stream.of("held", "dead").map(queue -> QueueDefinition.kept(service.name() + "." + queue)))
                .flatMap(queues -> queues);
    }

    private Stream<String> bindings() {
        return Stream.of(
                        list.services().stream().flatMap(BrokerTopology::inlets),
                        list.services().stream().flatMap(BrokerTopology::parking),
                        Stream.of(binding(UNROUTABLE, UNROUTABLE, "")),
                        list.streams().stream().flatMap(BrokerTopology::sources))
                .flatMap(bindings -> bindings);
    }

    private static Stream<String> inlets(ListedService service) {
        return service.queues().stream().map(queue -> binding(queue, service.name() + "." + queue, ALL));
    }

    private static Stream<String> parking(ListedService service) {
        String name = service.name();
        String park = name + ".park";
        Stream<String> waiting = service.isAiConsumer() ? Stream.of("held", "overflow") : Stream.of("held");
        return Stream.of(
                        DELAYS.stream().map(delay -> binding(park, name + ".retry." + delay.name(), delay.name())),
                        waiting.map(queue -> binding(park, name + "." + queue, queue)),
                        service.mainQueues().map(queue -> name + "." + queue).map(queue -> binding(park, queue, queue)),
                        Stream.of(binding("dead-letters", name + ".dead", name)))
                .flatMap(bindings -> bindings);
    }

    private static Stream<String> sources(ListedStream stream) {
        return stream.exchanges().stream().map(exchange -> binding(exchange, stream.name(), stream.key()));
    }

    private static String binding(String exchange, String queue, String key) {
        return "{\"source\": \"%s\", \"vhost\": \"warren\", \"destination\": \"%s\", \"destination_type\": \"queue\", \"routing_key\": \"%s\", \"arguments\": {}}"
                .formatted(exchange, queue, key);
    }
}
