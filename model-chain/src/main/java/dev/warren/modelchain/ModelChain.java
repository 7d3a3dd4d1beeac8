package dev.warren.modelchain;

import dev.warren.contracts.v1.ModelCalled.Spared;
import dev.warren.contracts.v1.Result.Earlier;
import dev.warren.modelchain.ending.DependencyUnavailableException;
import dev.warren.modelchain.ending.FeatureFailedException;
import dev.warren.modelchain.ending.HoldUndecidedException;
import dev.warren.modelchain.ending.OverBudgetException;
import dev.warren.modelchain.ending.RetryableFailureException;
import dev.warren.modelchain.ending.TooLargeForBudgetException;
import dev.warren.modelchain.outage.ChainCaller;
import dev.warren.modelchain.outage.ChainDownException;
import dev.warren.modelchain.outage.ChainOutage;
import dev.warren.modelchain.outage.ChainUnavailableException;
import dev.warren.modelchain.provider.Answer;
import dev.warren.modelchain.provider.CallLog;
import dev.warren.modelchain.provider.Provider;
import dev.warren.modelchain.provider.Question;
import dev.warren.modelchain.provider.RetrySettings;
import dev.warren.modelchain.provider.call.RetryWindow;
import dev.warren.modelchain.provider.endpoint.ProvidersByName;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Asks the providers of a feature in order until one answers; while all of them are down, it waits. */
@ApplicationScoped
public class ModelChain {

    private final ProvidersByName providers;
    private final ChainOutage chainOutage;
    private final RetrySettings retries;

    ModelChain(ProvidersByName providers, ChainOutage chainOutage, RetrySettings retries) {
        this.providers = providers;
        this.chainOutage = chainOutage;
        this.retries = retries;
    }

    /**
     * The first answer that is good enough for the feature, and who gave it. Whether it returns or throws, every call
     * that was made is in the log.
     *
     * @param names whom to ask, in this order; empty for the feature's own providers
     * @param beforeWaiting is run before the question waits for the end of an outage, which may take long
     * @throws RetryableFailureException if no provider answered, and one of them may do so later
     * @throws DependencyUnavailableException if nobody can be asked for longer than the question may wait here
     * @throws FeatureFailedException if no provider answered, and none of them will
     * @throws OverBudgetException if a budget does not allow a call, and the feature does without the other providers
     *     then, or none of them answered
     * @throws TooLargeForBudgetException likewise, if no budget will ever allow a call, and nobody may answer later
     */
    public Answered answer(Question question, List<String> names, CallLog log, Runnable beforeWaiting) {
        List<String> asked = names.isEmpty() ? question.feature().providers() : names;
        List<Provider> chain = asked.stream().map(this::provider).toList();
        try {
            Inquiry inquiry = new Inquiry(chain, question, log, retries.maxDuration(), beforeWaiting);
            return chainOutage.outlast(question.feature(), asked, inquiry);
        } catch (ChainUnavailableException e) {
            throw new RetryableFailureException(e.getMessage());
        } catch (ChainDownException | HoldUndecidedException e) {
            throw new DependencyUnavailableException(e.getMessage());
        }
    }

    private Provider provider(String name) {
        return providers
                .named(name)
                .orElseThrow(() -> new FeatureFailedException(
                        "no-such-provider", "The provider '%s' is unknown or not configured".formatted(name)));
    }

    /** One question to one chain. */
    private static final class Inquiry implements ChainCaller<Answered> {

        private final List<Provider> chain;
        private final Question question;
        private final CallLog log;
        private final Duration patience;
        private final Runnable beforeWaiting;
        private int madeBefore;

        Inquiry(List<Provider> chain, Question question, CallLog log, Duration patience, Runnable beforeWaiting) {
            this.chain = chain;
            this.question = question;
            this.log = log;
            this.patience = patience;
            this.beforeWaiting = beforeWaiting;
        }

        @Override
        public Optional<Answered> known() {
            return new Cascade(chain, question, log).known();
        }

        @Override
        public Answered ask() {
            madeBefore = log.made().size();
            return RetryWindow.during(patience, () -> new Cascade(chain, question, log).ask());
        }

        @Override
        public void beforeWaiting() {
            beforeWaiting.run();
        }

        @Override
        public boolean wasHeard() {
            return log.made().stream().skip(madeBefore).anyMatch(call -> call.outcome()
                    .heard());
        }
    }

    /**
     * An answer and where it is from.
     *
     * @param answer the answer
     * @param provider who gave it
     * @param model what gave it
     * @param cached whether it was bought before, for another event
     * @param earlier what others answered before, who were not sure enough
     * @param spared who did not have to be asked, as this one was sure enough
     */
    public record Answered(
            Answer answer,
            String provider,
            String model,
            boolean cached,
            List<Earlier> earlier,
            Optional<Spared> spared) {}
}
