package dev.warren.intake;

import dev.warren.testing.PrivateVhost;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/** Intake with two mappings, on a virtual host of its own whose delays are short and whose wire can be cut. */
public final class IntakeTestProfile implements QuarkusTestProfile {

    /** Stands for an exchange that a team already has: every virtual host has this one. */
    public static final String TEAM_EXCHANGE = "amq.topic";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.ofEntries(
                Map.entry("warren.intake.mappings.helpdesk.exchange", TEAM_EXCHANGE),
                Map.entry("warren.intake.mappings.helpdesk.routing-key", "ticket.#"),
                Map.entry("warren.intake.mappings.helpdesk.source", "/shop/helpdesk"),
                Map.entry("warren.intake.mappings.helpdesk.type", "ticket.created"),
                Map.entry("warren.intake.mappings.helpdesk.id", "/ticket/id"),
                Map.entry("warren.intake.mappings.helpdesk.userid", "/ticket/customer"),
                Map.entry("warren.intake.mappings.helpdesk.data", "/ticket"),
                Map.entry("warren.intake.mappings.plain.exchange", "inbox"),
                Map.entry("warren.intake.mappings.plain.routing-key", "plain.*"),
                Map.entry("warren.intake.mappings.plain.source", "/plain"),
                Map.entry("warren.intake.mappings.plain.type", "routing-key"),
                Map.entry("warren.intake.limits.batch", "5"),
                Map.entry("warren.intake.bytes-in-flight", "3M"),
                Map.entry("warren.intake.max-wait", "1s"),
                Map.entry("warren.intake.slow-body-timeout", "3s"),
                Map.entry("warren.http.body-timeout", "12s"),
                Map.entry("warren.amqp.publish.timeout", "2s"),
                Map.entry("warren.amqp.publish.attempts", "2"));
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(
                PrivateVhost.class,
                Map.of(PrivateVhost.WIRE, "true", PrivateVhost.DELAYS, "5s=PT0.3S,1m=PT0.3S,10m=PT0.3S")));
    }
}
