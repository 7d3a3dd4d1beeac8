package dev.warren.costledger.booking.correction;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warren.costledger.booking.Charge;
import dev.warren.costledger.booking.EntryWriter;
import dev.warren.costledger.booking.LedgerEntry;
import dev.warren.costledger.booking.Pricing;
import dev.warren.costledger.booking.UsageRecord;
import dev.warren.costledger.booking.UsageRecord.Tokens;
import dev.warren.costledger.booking.correction.CorrectionResult.Known;
import dev.warren.costledger.booking.correction.CorrectionResult.Status;
import dev.warren.costledger.prices.PriceBook;
import dev.warren.costledger.prices.Prices;
import dev.warren.database.Jdbc;
import dev.warren.database.ServiceDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Books what calls really used, where nobody knew or somebody was wrong, and notes who said so. What was booked stays;
 * the difference is added, in spend and in budgets. Thread-safe.
 */
@ApplicationScoped
class CorrectionService {

    private static final String NOTE = """
            insert into usage_correction (at, call_id, who, why, before, after)
            values (?, ?, ?, ?, cast(? as jsonb), cast(? as jsonb))
            """;

    private final ServiceDatabase database;
    private final Prices prices;
    private final EntryWriter entryWriter;
    private final ObjectMapper mapper;
    private final Clock clock;

    CorrectionService(
            ServiceDatabase database, Prices prices, EntryWriter entryWriter, ObjectMapper mapper, Clock clock) {
        this.database = database;
        this.prices = prices;
        this.entryWriter = entryWriter;
        this.mapper = mapper;
        this.clock = clock;
    }

    /**
     * What a call really used.
     *
     * @param used known; all of it, not the difference
     */
    record Truth(String callId, Tokens used) {}

    /**
     * Books the truth about calls, each once; saying it again changes nothing.
     *
     * @param who who says so
     * @param dryRun whether to find out only
     * @return what came of it, per call
     */
    List<CorrectionResult> book(List<Truth> truths, String who, String why, boolean dryRun) {
        PriceBook book = new PriceBook(prices.current());
        return database.transact(connection -> {
            Repricing.lock(connection);
            Map<String, BookedCall> calls = named(connection, truths);
            List<LedgerEntry> entries = new ArrayList<>();
            List<CorrectionResult> answers = new ArrayList<>();
            for (Truth truth : truths) {
                answers.add(recounted(truth, calls.get(truth.callId()), book, entries));
            }
            if (!dryRun && !entries.isEmpty()) {
                entryWriter.add(connection, entries);
                note(connection, answers, who, why);
            }
            return answers;
        });
    }

    private static Map<String, BookedCall> named(Connection connection, List<Truth> truths) throws SQLException {
        List<String> ids = truths.stream().map(Truth::callId).toList();
        return BookedCalls.named(connection, ids).stream()
                .collect(Collectors.toMap(call -> call.usage().id(), Function.identity()));
    }

    private static CorrectionResult recounted(
            Truth truth, BookedCall bookedCall, PriceBook book, List<LedgerEntry> entries) {
        if (bookedCall == null || bookedCall.usage().isReuse()) {
            return CorrectionResult.not(truth.callId(), Status.UNKNOWN_CALL);
        }
        UsageRecord usage = bookedCall.usage();
        UsageRecord really = usage.with(truth.used().inBatch(usage.tokens().batch()));
        Charge right = charge(really, book);
        if (!right.isPriced()) {
            return CorrectionResult.not(truth.callId(), Status.UNPRICED);
        }
        Known before = Known.of(usage, bookedCall.sums().values());
        if (really.tokens().equals(usage.tokens()) && bookedCall.isPriced()) {
            return new CorrectionResult(truth.callId(), Status.UNCHANGED, before, before);
        }
        entries.addAll(bookedCall.recountedTo(really.tokens(), right));
        return new CorrectionResult(truth.callId(), Status.CORRECTED, before, Known.of(really, List.of(right)));
    }

    private static Charge charge(UsageRecord really, PriceBook book) {
        Charge charge = Pricing.charge(really, book);
        return charge.isPriced() || !really.tokens().areNone() ? charge : Charge.ofNothing();
    }

    private void note(Connection connection, List<CorrectionResult> answers, String who, String why)
            throws SQLException {
        for (CorrectionResult answer : answers) {
            if (answer.status() == Status.CORRECTED) {
                Jdbc.update(
                        connection,
                        NOTE,
                        clock.instant(),
                        answer.callId(),
                        who,
                        why,
                        json(answer.before()),
                        json(answer.after()));
            }
        }
    }

    private String json(Known known) {
        try {
            return mapper.writeValueAsString(known);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of texts and numbers is always JSON", e);
        }
    }
}
