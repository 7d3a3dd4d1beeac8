package dev.warren.modelchain;

import dev.warren.modelchain.budget.NoDecisionException;
import dev.warren.modelchain.budget.OverBudgetException;
import dev.warren.modelchain.budget.TooLargeException;
import dev.warren.modelchain.feature.OnExhausted;
import dev.warren.modelchain.outage.Asking;
import dev.warren.modelchain.outage.Outage;
import dev.warren.modelchain.outage.OutageException;
import dev.warren.modelchain.outage.UnavailableException;
import dev.warren.modelchain.outage.UnavailableException.Finding;
import dev.warren.modelchain.provider.Answer;
import dev.warren.modelchain.provider.CallLog;
import dev.warren.modelchain.provider.CallOutcome;
import dev.warren.modelchain.provider.NextProviderException;
import dev.warren.modelchain.provider.Provider;
import dev.warren.modelchain.provider.Providers;
import dev.warren.modelchain.provider.Question;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Asks the providers of a feature in order until one answers; while all of them are down, it waits. */
@ApplicationScoped
public class ModelChain {

    private static final Logger LOG = Logger.getLogger(ModelChain.class);

    private final Providers providers;
    private final Outage outage;

    ModelChain(Providers providers, Outage outage) {
        this.providers = providers;
        this.outage = outage;
    }

    /**
     * The first answer, and who gave it. Whether it returns or throws, every call that was made is in the log.
     *
     * @param names whom to ask, in this order; empty for the feature's own providers
     * @throws TryLaterException if no provider answered, and one of them may do so later
     * @throws AwayException if nobody can be asked for longer than the question may wait here
     * @throws GiveUpException if no provider answered, and none of them will
     * @throws OverBudgetException if a budget does not allow a call, and the feature does without the other providers
     *     then, or none of them answered
     * @throws TooLargeException likewise, if no budget will ever allow a call, and nobody may answer later
     */
    public Answered answer(Question question, List<String> names, CallLog log) {
        List<String> asked = names.isEmpty() ? question.feature().providers() : names;
        List<Provider> chain = asked.stream().map(this::provider).toList();
        try {
            return outage.outlast(question.feature(), asked, new Inquiry(chain, question, log));
        } catch (UnavailableException e) {
            throw new TryLaterException(e.getMessage());
        } catch (OutageException | NoDecisionException e) {
            throw new AwayException(e.getMessage());
        }
    }

    private Provider provider(String name) {
        return providers
                .named(name)
                .orElseThrow(() -> new GiveUpException(
                        "no-such-provider", "The provider '%s' is unknown or not configured".formatted(name)));
    }

    private static Answered firstAnswer(List<Provider> chain, Question question, CallLog log) {
        List<CallOutcome> outcomes = new ArrayList<>();
        OverBudgetException overBudget = null;
        TooLargeException tooLarge = null;
        for (Provider provider : chain) {
            try {
                return new Answered(provider.answer(question, log), provider.name(), provider.model());
            } catch (NextProviderException e) {
                LOG.warnf(
                        "provider failed feature=%s provider=%s outcome=%s cause=%s",
                        question.feature().name(), provider.name(), e.getMessage(), cause(e));
                outcomes.add(e.outcome());
            } catch (OverBudgetException e) {
                if (question.feature().onExhausted() != OnExhausted.DOWNGRADE) {
                    throw e;
                }
                overBudget = overBudget == null ? e : overBudget;
            } catch (TooLargeException e) {
                if (question.feature().onExhausted() != OnExhausted.DOWNGRADE) {
                    throw e;
                }
                tooLarge = tooLarge == null ? e : tooLarge;
            }
        }
        throw overBudget == null ? noAnswer(outcomes, tooLarge) : overBudget;
    }

    /** What is too large for a budget says so, unless somebody else may answer later. */
    private static RuntimeException noAnswer(List<CallOutcome> outcomes, TooLargeException tooLarge) {
        return tooLarge == null || outcomes.stream().anyMatch(CallOutcome::passing) ? noAnswer(outcomes) : tooLarge;
    }

    /** Names of types only: a message may hold what a person wrote. */
    private static String cause(NextProviderException e) {
        return Stream.iterate(e.getCause(), Objects::nonNull, Throwable::getCause)
                .map(cause -> cause.getClass().getSimpleName())
                .collect(Collectors.joining("/"));
    }

    private static RuntimeException noAnswer(List<CallOutcome> outcomes) {
        List<String> words = outcomes.stream().map(CallOutcome::word).toList();
        String message = "No provider answered: " + String.join(", ", words);
        return outcomes.stream().anyMatch(CallOutcome::passing)
                ? new UnavailableException(finding(outcomes), message)
                : new GiveUpException(words.getLast(), message);
    }

    private static Finding finding(List<CallOutcome> outcomes) {
        if (outcomes.contains(CallOutcome.BUSY)) {
            return Finding.BUSY;
        }
        return outcomes.stream().anyMatch(CallOutcome::made) ? Finding.ASKED : Finding.KNOWN;
    }

    /** One question to one chain. */
    private static final class Inquiry implements Asking<Answered> {

        private final List<Provider> chain;
        private final Question question;
        private final CallLog log;
        private int madeBefore;

        Inquiry(List<Provider> chain, Question question, CallLog log) {
            this.chain = chain;
            this.question = question;
            this.log = log;
        }

        @Override
        public Optional<Answered> known() {
            return chain.stream()
                    .flatMap(provider -> provider.known(question, log).stream()
                            .map(answer -> new Answered(answer, provider.name(), provider.model())))
                    .findFirst();
        }

        @Override
        public Answered ask() {
            madeBefore = log.made().size();
            return firstAnswer(chain, question, log);
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
     */
    public record Answered(Answer answer, String provider, String model) {}
}
