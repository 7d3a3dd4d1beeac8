package dev.warren.costledger.booking;

import dev.warren.contracts.v1.EventRef;
import dev.warren.contracts.v1.ModelCalled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/** The entries. Thread-safe; nothing is ever changed or deleted, and the database refuses to. */
@ApplicationScoped
class Ledger {

    private static final String BOOK = """
            insert into entry (call_id, event_source, event_id, event_type, feature, provider, model, userid, team,
                input_tokens, cached_input_tokens, output_tokens, tokens_known, outcome, called_at,
                amount, currency, price_id, unpriced_reason)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (call_id) do nothing
            """;

    @Inject
    DataSource database;

    /**
     * Books a call, once for ever: one statement, which is a transaction of its own and durable on return.
     *
     * @return false if the call had been booked before, in which case nothing happened
     */
    boolean book(Usage usage, Charge charge) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(BOOK)) {
            Object[] values = values(usage, charge);
            for (int i = 0; i < values.length; i++) {
                insert.setObject(i + 1, values[i]);
            }
            return insert.executeUpdate() == 1;
        }
    }

    private static Object[] values(Usage usage, Charge charge) {
        ModelCalled call = usage.call();
        EventRef event = call.event();
        return new Object[] {
            call.callId(),
            event.source(),
            event.id(),
            event.type(),
            call.feature(),
            call.provider(),
            call.model(),
            usage.who().userId(),
            usage.who().team(),
            call.inputTokens(),
            call.cachedInputTokens(),
            call.outputTokens(),
            call.tokensKnown(),
            call.outcome(),
            usage.calledAt().atOffset(ZoneOffset.UTC),
            charge.amount(),
            charge.currency(),
            charge.priceId(),
            charge.isPriced() ? null : charge.reason().word()
        };
    }
}
