package dev.warren.costledger.budgets.hold;

import dev.warren.contracts.event.Attribution;
import dev.warren.contracts.event.LedgerNameRules;
import dev.warren.contracts.v1.HoldRequested;
import dev.warren.costledger.budgets.hold.ServedModels.Asked;
import dev.warren.costledger.budgets.model.BudgetScope;
import dev.warren.costledger.budgets.model.PricedHoldRequest;
import dev.warren.costledger.budgets.store.HoldTable;
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
class HoldRequestReader {

    private final Prices prices;
    private final ServedModels servedModels;
    private final Clock clock;

    HoldRequestReader(Prices prices, ServedModels servedModels, Clock clock) {
        this.prices = prices;
        this.servedModels = servedModels;
        this.clock = clock;
    }

    /**
     * Takes the request out of its message.
     *
     * @throws PermanentFailureException naming everything that is wrong with it
     */
    UnpricedHoldRequest read(CloudEvent message) {
        HoldRequested request = HoldFaults.data(message, HoldRequested.class);
        Attribution who = Attribution.of(message);
        HoldFaults.refuse(request);
        BudgetScope call = new BudgetScope(
                who.userId(),
                who.team(),
                LedgerNameRules.of(request.feature()),
                LedgerNameRules.of(request.provider()),
                LedgerNameRules.of(request.model()));
        return new UnpricedHoldRequest(
                LedgerNameRules.of(request.callId()),
                call,
                request.inputTokens(),
                request.outputTokens(),
                Duration.ofSeconds(Math.min(request.seconds(), HoldTable.LONGEST.toSeconds())),
                clock.instant(),
                prices.book());
    }

    /** The requests with what the calls cost at most, in their order. */
    List<PricedHoldRequest> price(Connection connection, List<UnpricedHoldRequest> inquiries) throws SQLException {
        Map<Asked, List<String>> served = servedModels.lately(
                connection,
                inquiries.stream().map(UnpricedHoldRequest::asked).distinct().toList());
        return inquiries.stream()
                .map(inquiry -> inquiry.priced(served.getOrDefault(inquiry.asked(), List.of())))
                .toList();
    }
}
