package dev.warren.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Tickets to publish. */
final class Tickets {

    /** The feature that listens to tickets. */
    static final String FEATURE = "ticket-triage";

    private static final ObjectMapper JSON = new ObjectMapper();

    private Tickets() {}

    /** So many tickets of several users, with ids that start alike. */
    static List<JsonNode> of(String prefix, int count) {
        List<JsonNode> tickets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tickets.add(ticket(prefix + "-" + i, "u-" + i % 5));
        }
        return tickets;
    }

    private static JsonNode ticket(String id, String user) {
        ObjectNode event = JSON.createObjectNode().put("specversion", "1.0").put("id", id);
        event.put("source", "/shop/helpdesk").put("type", "ticket.created");
        event.put("datacontenttype", "application/json").put("userid", user).put("team", "emea");
        event.putObject("data")
                .put("subject", "Charged twice")
                .put("body", "My card was charged two times for order " + id + ".");
        return event;
    }
}
