package dev.warren.bench.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Events to publish: tickets for the classifier, documents for the summarizer. No two have the same text. */
public final class SampleTexts {

    /** The feature that listens to tickets. */
    public static final String FEATURE = "ticket-triage";

    /** The feature that listens to documents. */
    public static final String DIGEST = "document-digest";

    /** The feature that listens to tickets as well, where there are two. */
    public static final String SECOND = "ticket-mood";

    /** A label of that feature and no other. */
    static final String MOOD = "displeased";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int USERS = 5;
    private static final List<String> TEAMS = List.of("emea", "apac", "amer");
    private static final int SHARE_OF_DOCUMENTS = 5;

    private SampleTexts() {}

    /** So many tickets of several users, with ids that start alike. */
    public static List<JsonNode> of(String prefix, int count) {
        List<JsonNode> tickets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tickets.add(ticket(prefix + "-" + i, i));
        }
        return tickets;
    }

    /** So many tickets of one user, all of them equally long. */
    public static List<JsonNode> ofUser(String user, String prefix, int count) {
        List<JsonNode> tickets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ObjectNode ticket = ticket("%s-%06d".formatted(prefix, i), 0);
            tickets.add(ticket.put("userid", user));
        }
        return tickets;
    }

    /** So many events of several users and teams: four tickets, then a document. */
    public static List<JsonNode> andDocuments(String prefix, int count) {
        List<JsonNode> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String id = prefix + "-" + i;
            events.add(i % SHARE_OF_DOCUMENTS == SHARE_OF_DOCUMENTS - 1 ? document(id, i) : ticket(id, i));
        }
        return events;
    }

    /** The features that listen to an event. */
    public static Stream<String> featuresOf(JsonNode event, boolean second) {
        if (event.get("type").asText().equals("document.uploaded")) {
            return Stream.of(DIGEST);
        }
        return second ? Stream.of(FEATURE, SECOND) : Stream.of(FEATURE);
    }

    /** The settings of a classifier that has a second feature for tickets, with providers of its own. */
    public static Map<String, String> secondFeature(String chain) {
        Path features = Checkout.root().resolve(Path.of("bench", "config", "second-feature.yaml"));
        return Map.of("QUARKUS_CONFIG_LOCATIONS", features.toString(), "BENCH_SECOND_PROVIDERS", chain);
    }

    private static ObjectNode ticket(String id, int number) {
        ObjectNode event = envelope(id, number, "/shop/helpdesk", "ticket.created");
        event.putObject("data")
                .put("subject", "Charged twice")
                .put("body", "My card was charged two times for " + EventMarker.to(id) + ".");
        return event;
    }

    private static JsonNode document(String id, int number) {
        ObjectNode event = envelope(id, number, "/shop/archive", "document.uploaded");
        event.putObject("data")
                .put("title", "Minutes")
                .put(
                        "text",
                        "The meeting was about " + EventMarker.to(id)
                                + ". The carrier lost the parcel. The customer gets a new one next week.");
        return event;
    }

    private static ObjectNode envelope(String id, int number, String source, String type) {
        return JSON.createObjectNode()
                .put("specversion", "1.0")
                .put("id", id)
                .put("source", source)
                .put("type", type)
                .put("datacontenttype", "application/json")
                .put("userid", "u-" + number % USERS)
                .put("team", TEAMS.get(number % TEAMS.size()));
    }
}
