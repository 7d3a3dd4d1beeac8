package dev.warren.costledger.alerts;

import dev.warren.contracts.ContractCodec;
import dev.warren.contracts.event.TextTruncation;
import dev.warren.contracts.v1.Alert;
import dev.warren.messaging.PermanentFailureException;
import io.cloudevents.CloudEvent;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * An alert with what tells it from others.
 *
 * @param id of its message
 * @param alert what it says
 * @param at when it was raised, in the words of who raised it
 */
record AlertRecord(String id, Alert alert, Instant at) {

    private static final String INVALID = "invalid-alert";
    private static final int LONGEST_LOGGED = 300;

    /**
     * Takes an alert out of its message. A message without a time is of now.
     *
     * @throws PermanentFailureException naming everything that is wrong with it
     */
    static AlertRecord of(CloudEvent message, Instant now) {
        if (!Alert.TYPE.equals(message.getType())) {
            throw new PermanentFailureException("not-an-alert", "the type is not " + Alert.TYPE);
        }
        Alert alert = alert(message);
        String faults = String.join("; ", faults(alert));
        if (!faults.isEmpty()) {
            throw new PermanentFailureException(INVALID, faults);
        }
        OffsetDateTime time = message.getTime();
        return new AlertRecord(message.getId(), alert, time == null ? now : time.toInstant());
    }

    /** Tells whoever reads logs, on one line. */
    void log(Logger log) {
        log.warnf(
                "alert raised kind=%s severity=%s message=\"%s\"",
                line(alert.kind()), alert.severity().value(), line(alert.message()));
    }

    private static String line(String text) {
        return TextTruncation.bounded(text, LONGEST_LOGGED).replaceAll("\\p{Cntrl}", " ");
    }

    private static Alert alert(CloudEvent message) {
        try {
            return ContractCodec.data(message, Alert.class);
        } catch (IllegalArgumentException e) {
            throw new PermanentFailureException(INVALID, e.getMessage(), e);
        }
    }

    private static List<String> faults(Alert alert) {
        List<String> found = new ArrayList<>();
        if (alert.severity() == null) {
            found.add("severity is missing");
        }
        text("kind", alert.kind(), found);
        text("message", alert.message(), found);
        if (alert.details().entrySet().stream().anyMatch(detail -> hasNul(detail.getKey() + detail.getValue()))) {
            found.add("details have a NUL");
        }
        return found;
    }

    private static void text(String field, String value, List<String> found) {
        if (value == null || value.isBlank()) {
            found.add(field + " is missing");
        } else if (hasNul(value)) {
            found.add(field + " has a NUL");
        }
    }

    /** The database takes all characters but this one. */
    private static boolean hasNul(String value) {
        return value.indexOf('\0') >= 0;
    }
}
