package dev.warren.deadletters;

import dev.warren.deadletters.ReplayEstimator.Estimate;
import dev.warren.deadletters.queue.BrowsedDeadLetter;
import dev.warren.deadletters.queue.MessageHeaders;
import dev.warren.messaging.MalformedMessageException;
import dev.warren.messaging.WarrenHeaders;
import dev.warren.messaging.codec.CloudEventCodec;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Asks the service's {@link ReplayEstimator}, if it has one, and adds up what it says. */
@ApplicationScoped
class ReplayEstimateCollector {

    private final Instance<ReplayEstimator> estimator;
    private final CloudEventCodec codec;

    ReplayEstimateCollector(Instance<ReplayEstimator> estimator, CloudEventCodec codec) {
        this.estimator = estimator;
        this.codec = codec;
    }

    /** A sum that nothing was added to yet. */
    Sum sum(List<String> providers) {
        return new Sum(providers);
    }

    private List<Estimate> of(BrowsedDeadLetter letter, List<String> providers) {
        if (!estimator.isResolvable()) {
            return List.of();
        }
        MessageHeaders headers = letter.headers();
        try {
            return estimator
                    .get()
                    .estimate(
                            codec.decode(letter.body(), contentType(letter), headers.values()),
                            Set.copyOf(headers.texts(WarrenHeaders.PENDING)),
                            providers);
        } catch (MalformedMessageException e) {
            return List.of();
        }
    }

    private static String contentType(BrowsedDeadLetter letter) {
        String contentType = letter.properties().getContentType();
        return contentType == null ? "" : contentType;
    }

    /** What several letters would ask for, by feature, provider and model. Used by one thread. */
    final class Sum {

        private final List<String> providers;
        private final Map<List<String>, Estimate> estimates = new LinkedHashMap<>();

        private Sum(List<String> providers) {
            this.providers = providers;
        }

        void add(BrowsedDeadLetter letter) {
            of(letter, providers)
                    .forEach(estimate -> estimates.merge(
                            Arrays.asList(estimate.feature(), estimate.provider(), estimate.model()),
                            estimate,
                            Sum::added));
        }

        List<Estimate> total() {
            return List.copyOf(estimates.values());
        }

        private static Estimate added(Estimate one, Estimate other) {
            return new Estimate(
                    one.feature(),
                    one.provider(),
                    one.model(),
                    one.messages() + other.messages(),
                    one.inputTokens() + other.inputTokens(),
                    one.maxOutputTokens() + other.maxOutputTokens());
        }
    }
}
