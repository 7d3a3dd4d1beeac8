package dev.warren.costledger.budgets;

import dev.warren.contracts.v1.Attribution;
import dev.warren.contracts.v1.HoldRequested;
import dev.warren.contracts.v1.Names;
import dev.warren.costledger.budgets.ServedModels.Asked;
import dev.warren.costledger.prices.Prices;
import dev.warren.messaging.PermanentFailureException;
import io.cloudevents.CloudEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Reads requests for holds and prices them. Thread-safe. */
@ApplicationScoped
class Asking {

    private final Prices prices;
    private final ServedModels servedModels;
    private final Clock clock;

    Asking(Prices prices, ServedModels servedModels, Clock clock) {
        this.prices = prices;
        this.servedModels = servedModels;
        this.clock = clock;
    }

    /**
     * Takes the request out of its message.
     *
     * @throws PermanentFailureException naming everything that is wrong with it
     */
    HoldInquiry read(CloudEvent message) {
        HoldRequested request = HoldFaults.data(message, HoldRequested.class);
        Attribution who = Attribution.of(message);
        HoldFaults.refuse(request);
        Scope call = new Scope(
                who.userId(),
                who.team(),
                Names.of(request.feature()),
                Names.of(request.provider()),
                Names.of(request.model()));
        return new HoldInquiry(
                Names.of(request.callId()),
                call,
                request.inputTokens(),
                request.outputTokens(),
                Duration.ofSeconds(Math.min(request.seconds(), Holds.LONGEST.toSeconds())),
                clock.instant(),
                prices.book());
    }

    /** The requests with what the calls cost at most, in their order. */
    List<Ask> price(Connection connection, List<HoldInquiry> inquiries) throws SQLException {
        Map<Asked, List<String>> served = servedModels.lately(
                connection,
                inquiries.stream().map(HoldInquiry::asked).distinct().toList());
        return inquiries.stream()
                .map(inquiry -> inquiry.priced(served.getOrDefault(inquiry.asked(), List.of())))
                .toList();
    }
}
