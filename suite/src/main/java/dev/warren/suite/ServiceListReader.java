package dev.warren.suite;

import dev.warren.suite.YamlValue.Fields;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the list and finds all its faults. For one list. */
final class ServiceListReader {

    private static final Pattern PORT = Pattern.compile("[1-9][0-9]{3}");
    private static final Pattern MEMORY = Pattern.compile("[1-9][0-9]{0,5}[mg]");
    private static final Pattern TRUTH = Pattern.compile("true|false");
    private static final Pattern TYPE = Pattern.compile("ai-consumer|service");
    private static final Pattern KEY = Pattern.compile("\\S+");
    private static final Pattern AGE = Pattern.compile("[1-9][0-9]{0,3}[YMDhms]");
    private static final Pattern BYTES = Pattern.compile("[1-9][0-9]{6,14}");
    private static final String DEFAULT_EXCHANGE = "amq.default";

    private final List<String> faults = new ArrayList<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<Integer, String> ports = new HashMap<>(Map.of(ServiceNames.DEMO_PORT, "the demo's model"));

    ServiceList read(Fields file) {
        ListFields root = new ListFields("", file, faults);
        root.expect("services", "exchanges", "streams");
        List<String> exchanges = exchanges(root);
        ListFields below = root.below("streams");
        List<ListedStream> streams = below.keys().stream()
                .map(name -> stream(name, below, exchanges))
                .toList();
        ListFields services = root.below("services");
        List<ListedService> all = services.keys().stream()
                .map(name -> service(name, services, exchanges, below.keys()))
                .toList();
        if (!faults.isEmpty()) {
            throw new ServiceListException(faults);
        }
        return new ServiceList(all, exchanges, streams);
    }

    private static List<String> exchanges(ListFields root) {
        List<String> exchanges = root.names("exchanges");
        Stream.concat(BrokerTopology.EXCHANGES.stream(), ServiceType.AI_CONSUMER.writes().stream())
                .filter(name -> !exchanges.contains(name))
                .forEach(name -> root.fault("exchanges", name + " is missing, which services need"));
        return exchanges;
    }

    private static ListedStream stream(String name, ListFields streams, List<String> exchanges) {
        ListFields stream = streams.below(name);
        stream.expect("of", "key", "keep", "bytes");
        String bytes = stream.text("bytes", BYTES, "a number of bytes, at least 1000000");
        return new ListedStream(
                name,
                stream.names("of", exchanges),
                stream.text("key", KEY, "a binding key", "#"),
                stream.text("keep", AGE, "a time such as 7D", ""),
                bytes.isEmpty() ? 0 : Long.parseLong(bytes));
    }

    private ListedService service(
            String name, ListFields services, List<String> exchanges, Collection<String> streams) {
        checkName(name, services);
        ListFields service = services.below(name);
        service.expect("type", "port", "memory", "database", "queues", "requests", "writes", "reads");
        ServiceType type = type(service);
        List<String> queues = queues(service, type, exchanges);
        return new ListedService(
                name,
                type,
                port(name, service),
                service.text("memory", MEMORY, "a heap such as 256m", type.memory()),
                Boolean.parseBoolean(service.text(
                        "database", TRUTH, "true or false", Boolean.toString(type == ServiceType.AI_CONSUMER))),
                queues,
                requests(service, queues),
                together(type.writes(), service.names("writes", together(exchanges, List.of(DEFAULT_EXCHANGE)))),
                together(type.reads(), service.names("reads", streams)));
    }

    private void checkName(String name, ListFields services) {
        ServiceNames.fault(name).ifPresent(fault -> services.fault(name, fault));
        String other = names.put(ServiceNames.packageOf(name), name);
        if (other != null) {
            services.fault(name, "is too much like " + other + ": both would have one package");
        }
    }

    private static ServiceType type(ListFields service) {
        return service.text("type", TYPE, "ai-consumer or service").equals(ServiceType.AI_CONSUMER.title())
                ? ServiceType.AI_CONSUMER
                : ServiceType.SERVICE;
    }

    private int port(String name, ListFields service) {
        String text = service.text("port", PORT, ServiceNames.PORTS);
        int port = text.isEmpty() ? 0 : Integer.parseInt(text);
        if (port > ServiceNames.HIGHEST_PORT) {
            service.fault("port", "'%d' is not %s".formatted(port, ServiceNames.PORTS));
        }
        if (port > 0) {
            Stream.of(port, port + ListedService.MANAGEMENT)
                    .filter(taken -> ports.putIfAbsent(taken, name) != null)
                    .findFirst()
                    .ifPresent(taken -> service.fault("port", "%d is taken by %s".formatted(taken, ports.get(taken))));
        }
        return port;
    }

    private static List<String> queues(ListFields service, ServiceType type, List<String> exchanges) {
        boolean given = service.keys().contains("queues");
        if (type == ServiceType.AI_CONSUMER) {
            if (given) {
                service.fault("queues", "is not for an AI consumer, whose queues are events and overflow");
            }
            return List.of("events");
        }
        List<String> queues = service.names("queues", exchanges);
        if (queues.isEmpty()) {
            service.fault(
                    "queues", "is %s; it is a list of exchanges in brackets".formatted(given ? "empty" : "missing"));
        }
        return queues;
    }

    private static List<String> requests(ListFields service, List<String> queues) {
        List<String> requests = service.names("requests", queues);
        if (!queues.isEmpty() && requests.contains(queues.getFirst())) {
            service.fault("requests", "'%s' is the first queue, which retries go to".formatted(queues.getFirst()));
        }
        return requests;
    }

    private static List<String> together(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).distinct().toList();
    }
}
