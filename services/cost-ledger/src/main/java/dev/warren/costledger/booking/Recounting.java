package dev.warren.costledger.booking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warren.costledger.booking.Recounted.Known;
import dev.warren.costledger.booking.Recounted.Status;
import dev.warren.costledger.booking.Usage.Tokens;
import dev.warren.costledger.prices.PriceBook;
import dev.warren.costledger.prices.Prices;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Books what calls really used, where nobody knew or somebody was wrong, and notes who said so. What was booked stays;
 * the difference is added, in spend and in budgets. Thread-safe.
 */
@ApplicationScoped
class Recounting {

    private static final String NOTE = """
            insert into usage_correction (at, call_id, who, why, before, after)
            values (?, ?, ?, ?, cast(? as jsonb), cast(? as jsonb))
            """;

    private final DataSource database;
    private final Prices prices;
    private final Books books;
    private final ObjectMapper mapper;
    private final Clock clock;

    Recounting(DataSource database, Prices prices, Books books, ObjectMapper mapper, Clock clock) {
        this.database = database;
        this.prices = prices;
        this.books = books;
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
    @Transactional(rollbackOn = Exception.class)
    List<Recounted> book(List<Truth> truths, String who, String why, boolean dryRun) throws SQLException {
        PriceBook book = new PriceBook(prices.current());
        try (Connection connection = database.getConnection()) {
            Repricing.lock(connection);
            Map<String, Booked> calls =
                    BookedCalls.named(
                                    connection,
                                    truths.stream().map(Truth::callId).toList())
                            .stream()
                            .collect(Collectors.toMap(booked -> booked.usage().id(), Function.identity()));
            List<Entry> entries = new ArrayList<>();
            List<Recounted> answers = new ArrayList<>();
            for (Truth truth : truths) {
                answers.add(recounted(truth, calls.get(truth.callId()), book, entries));
            }
            if (!dryRun && !entries.isEmpty()) {
                books.add(connection, entries);
                note(connection, answers, who, why);
            }
            return answers;
        }
    }

    private static Recounted recounted(Truth truth, Booked booked, PriceBook book, List<Entry> entries) {
        if (booked == null || booked.usage().isReuse()) {
            return Recounted.not(truth.callId(), Status.UNKNOWN_CALL);
        }
        Usage usage = booked.usage();
        Usage really = usage.with(truth.used().inBatch(usage.tokens().batch()));
        Charge right = charge(really, book);
        if (!right.isPriced()) {
            return Recounted.not(truth.callId(), Status.UNPRICED);
        }
        Known before = Known.of(usage, booked.sums().values());
        if (really.tokens().equals(usage.tokens()) && booked.isPriced()) {
            return new Recounted(truth.callId(), Status.UNCHANGED, before, before);
        }
        entries.addAll(booked.recountedTo(really.tokens(), right));
        return new Recounted(truth.callId(), Status.CORRECTED, before, Known.of(really, List.of(right)));
    }

    private static Charge charge(Usage really, PriceBook book) {
        Charge charge = Pricing.charge(really, book);
        return charge.isPriced() || !really.tokens().areNone() ? charge : Charge.ofNothing();
    }

    private void note(Connection connection, List<Recounted> answers, String who, String why) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(NOTE)) {
            for (Recounted answer : answers) {
                if (answer.status() == Status.CORRECTED) {
                    insert.setTimestamp(1, Timestamp.from(clock.instant()));
                    insert.setString(2, answer.callId());
                    insert.setString(3, who);
                    insert.setString(4, why);
                    insert.setString(5, json(answer.before()));
                    insert.setString(6, json(answer.after()));
                    insert.addBatch();
                }
            }
            insert.executeBatch();
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
