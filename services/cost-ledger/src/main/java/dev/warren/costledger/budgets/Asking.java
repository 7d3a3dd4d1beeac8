package dev.warren.costledger.budgets;

import dev.warren.contracts.v1.Attribution;
import dev.warren.contracts.v1.HoldRequested;
import dev.warren.contracts.v1.Names;
import dev.warren.costledger.prices.PriceRow;
import dev.warren.costledger.prices.Prices;
import dev.warren.messaging.PermanentFailureException;
import io.cloudevents.CloudEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Reads requests for holds and prices them. Thread-safe. */
@ApplicationScoped
class Asking {

    private final Prices prices;
    private final Clock clock;

    Asking(Prices prices, Clock clock) {
        this.prices = prices;
        this.clock = clock;
    }

    /**
     * Takes the request out of its message.
     *
     * @throws PermanentFailureException naming everything that is wrong with it
     */
    Ask read(CloudEvent message) {
        HoldRequested request = HoldFaults.data(message, HoldRequested.class);
        Attribution who = Attribution.of(message);
        HoldFaults.refuse(request);
        Duration life = Duration.ofSeconds(Math.min(request.seconds(), Holds.LONGEST.toSeconds()));
        Scope call = new Scope(
                who.userId(),
                who.team(),
                Names.of(request.feature()),
                Names.of(request.provider()),
                Names.of(request.model()));
        String callId = Names.of(request.callId());
        List<PriceRow> rows = prices(call, life);
        return rows.isEmpty() || !isOneCurrency(rows)
                ? new Ask(callId, call, null, null, life)
                : new Ask(callId, call, dearest(rows, request), currency(rows.getFirst()), life);
    }

    /**
     * A price may change while the call is under way: what is valid at the beginning and at the end of the hold, for
     * any tier, as the provider decides which one the call is served in.
     */
    private List<PriceRow> prices(Scope call, Duration life) {
        Instant now = clock.instant();
        return Stream.of(now, now.plus(life))
                .flatMap(at -> prices.book().ofAnyTier(call.provider(), call.model(), call.team(), at).stream())
                .distinct()
                .toList();
    }

    private static boolean isOneCurrency(List<PriceRow> rows) {
        return rows.stream().map(Asking::currency).distinct().count() == 1;
    }

    private static BigDecimal dearest(List<PriceRow> rows, HoldRequested request) {
        return rows.stream()
                .map(row -> row.price().rates().upperBound(request.inputTokens(), request.outputTokens()))
                .max(BigDecimal::compareTo)
                .orElseThrow();
    }

    private static String currency(PriceRow row) {
        return row.price().currency();
    }
}
