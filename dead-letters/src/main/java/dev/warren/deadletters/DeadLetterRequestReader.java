package dev.warren.deadletters;

import dev.warren.deadletters.queue.OperatorRequest;
import dev.warren.http.JsonBody;
import dev.warren.http.ParameterFaults;
import dev.warren.http.problem.FaultCode;
import dev.warren.http.problem.ProblemType;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The bodies of requests: what is misspelt must not be done to all letters. */
final class DeadLetterRequestReader {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_NOTE = 1_000;
    private static final int MOST_PROVIDERS = 10;
    private static final Pattern PROVIDER = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private DeadLetterRequestReader() {}

    /**
     * Reads a replay.
     *
     * @throws HttpProblem naming every fault
     */
    static Replay replay(InputStream body) throws IOException {
        Replay replay = JsonBody.read(body, Replay.class);
        ParameterFaults faults = new ParameterFaults(ProblemType.INVALID_REQUEST);
        DeadLetterSelector.check(replay.select, faults);
        checkName(replay.by, faults);
        if (replay.providers.size() > MOST_PROVIDERS
                || !replay.providers.stream().allMatch(PROVIDER.asMatchPredicate())) {
            faults.add(
                    "providers", FaultCode.INVALID, "must be names of configured providers, at most " + MOST_PROVIDERS);
        }
        faults.refuse();
        return replay;
    }

    /**
     * Reads a discard.
     *
     * @throws HttpProblem naming every fault
     */
    static Discard discard(InputStream body) throws IOException {
        Discard discard = JsonBody.read(body, Discard.class);
        ParameterFaults faults = new ParameterFaults(ProblemType.INVALID_REQUEST);
        DeadLetterSelector.check(discard.select, faults);
        checkName(discard.by, faults);
        if (discard.note == null || discard.note.isBlank() || discard.note.length() > LONGEST_NOTE) {
            faults.add(
                    "note",
                    FaultCode.REQUIRED,
                    "is required: the reason, at most %d characters".formatted(LONGEST_NOTE));
        }
        faults.refuse();
        return discard;
    }

    private static void checkName(String by, ParameterFaults faults) {
        faults.require("by", by);
        faults.text("by", by, LONGEST_NAME);
    }

    /**
     * Letters are to be sent back.
     *
     * @param select which
     * @param providers who is to be asked, in order; empty for the configured chain
     * @param by who wants it
     * @param dryRun whether only to say what would be done
     */
    @RegisterForReflection
    @Schema(name = "DeadLetterReplay")
    record Replay(DeadLetterSelector select, List<String> providers, String by, boolean dryRun) {

        Replay {
            providers = providers == null
                    ? List.of()
                    : providers.stream().map(String::valueOf).toList();
        }

        OperatorRequest order() {
            return new OperatorRequest(by, null, providers);
        }
    }

    /**
     * Letters are to be thrown away.
     *
     * @param select which
     * @param by who wants it
     * @param note why
     */
    @RegisterForReflection
    @Schema(name = "DeadLetterDiscard")
    record Discard(DeadLetterSelector select, String by, String note) {

        OperatorRequest order() {
            return new OperatorRequest(by, note, List.of());
        }
    }
}
