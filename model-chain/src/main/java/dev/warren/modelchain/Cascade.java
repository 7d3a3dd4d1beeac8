package dev.warren.modelchain;

import dev.warren.contracts.v1.ModelCalled.Spared;
import dev.warren.contracts.v1.Output;
import dev.warren.contracts.v1.Result.Earlier;
import dev.warren.modelchain.ModelChain.Answered;
import dev.warren.modelchain.ending.FeatureFailedException;
import dev.warren.modelchain.ending.OverBudgetException;
import dev.warren.modelchain.ending.TooLargeForBudgetException;
import dev.warren.modelchain.feature.OnExhausted;
import dev.warren.modelchain.outage.ChainUnavailableException;
import dev.warren.modelchain.outage.ChainUnavailableException.Finding;
import dev.warren.modelchain.provider.Answer;
import dev.warren.modelchain.provider.CallLog;
import dev.warren.modelchain.provider.CallOutcome;
import dev.warren.modelchain.provider.NextProviderException;
import dev.warren.modelchain.provider.Provider;
import dev.warren.modelchain.provider.Question;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The providers of a chain, one after the other, until one answers and is sure enough of it. If none is, the surest
 * answer stands: it is better than one of the embedded models, which are not asked then. Used by one thread, once.
 */
final class Cascade {

    private static final Logger LOG = Logger.getLogger(Cascade.class);

    private final List<Provider> chain;
    private final Question question;
    private final CallLog log;
    private final List<Answered> unsure = new ArrayList<>();
    private final List<NextProviderException> failures = new ArrayList<>();
    private OverBudgetException overBudget;
    private TooLargeForBudgetException tooLarge;

    Cascade(List<Provider> chain, Question question, CallLog log) {
        this.chain = chain;
        this.question = question;
        this.log = log;
    }

    /** What is known without asking anybody; empty where no answer that is known is good enough. */
    Optional<Answered> known() {
        return first(provider -> provider.known(question, log));
    }

    /** The answer; throws what follows from there being none. */
    Answered ask() {
        return first(this::answer).or(this::surest).orElseThrow(this::noAnswer);
    }

    private Optional<Answered> first(Function<Provider, Optional<Answer>> asking) {
        for (Provider provider : chain) {
            if (provider.name().equals(Provider.LOCAL) && !unsure.isEmpty()) {
                continue;
            }
            Optional<Answered> answered = asking.apply(provider).map(answer -> answered(provider, answer));
            if (answered.isPresent() && isSureEnough(answered.get(), provider)) {
                return answered.map(this::complete);
            }
            answered.ifPresent(unsure::add);
            if ((overBudget != null || tooLarge != null) && question.feature().onExhausted() != OnExhausted.DOWNGRADE) {
                break;
            }
        }
        return Optional.empty();
    }

    private Optional<Answer> answer(Provider provider) {
        try {
            return Optional.of(provider.answer(question, log));
        } catch (NextProviderException e) {
            LOG.warnf(
                    "provider failed feature=%s provider=%s outcome=%s cause=%s",
                    question.feature().name(), provider.name(), e.getMessage(), cause(e));
            failures.add(e);
        } catch (OverBudgetException e) {
            overBudget = overBudget == null ? e : overBudget;
        } catch (TooLargeForBudgetException e) {
            tooLarge = tooLarge == null ? e : tooLarge;
        }
        return Optional.empty();
    }

    private Answered answered(Provider provider, Answer answer) {
        boolean cached = log.reused().stream().anyMatch(call -> call.provider().equals(provider.name()));
        return new Answered(
                answer, provider.name(), provider.model(question.feature()), cached, List.of(), Optional.empty());
    }

    private boolean isSureEnough(Answered answered, Provider provider) {
        BigDecimal least = question.feature().answerWhen().get(provider.name());
        return least == null
                || provider.equals(chain.getLast())
                || confidence(answered).compareTo(least) >= 0;
    }

    private static BigDecimal confidence(Answered answered) {
        return answered.answer().output() instanceof Output.Scored it ? it.confidence() : BigDecimal.ONE;
    }

    /** The first of those that are equally sure. */
    private Optional<Answered> surest() {
        return unsure.reversed().stream()
                .max(Comparator.comparing(Cascade::confidence))
                .map(this::complete);
    }

    /** With what was answered beside it, and whom it spared. */
    private Answered complete(Answered end) {
        List<Earlier> others = unsure.stream()
                .filter(other -> !other.equals(end))
                .map(other -> new Earlier(
                        other.provider(), other.model(), other.answer().output()))
                .toList();
        Optional<Spared> spared = end.cached() || unsure.contains(end) ? Optional.empty() : spared(end);
        return new Answered(end.answer(), end.provider(), end.model(), end.cached(), others, spared);
    }

    /** The next provider, if the answer had to be sure for it not to be asked, and if it costs something. */
    private Optional<Spared> spared(Answered end) {
        return chain.stream()
                .dropWhile(provider -> !provider.name().equals(end.provider()))
                .skip(1)
                .findFirst()
                .filter(next -> question.feature().answerWhen().containsKey(end.provider()))
                .filter(next -> !next.name().equals(Provider.LOCAL))
                .map(next -> new Spared(next.name(), next.model(question.feature())));
    }

    /** Names of types only: a message may hold what a person wrote. */
    private static String cause(NextProviderException e) {
        return Stream.iterate(e.getCause(), Objects::nonNull, Throwable::getCause)
                .map(cause -> cause.getClass().getSimpleName())
                .collect(Collectors.joining("/"));
    }

    private RuntimeException noAnswer() {
        if (overBudget != null) {
            return overBudget;
        }
        List<CallOutcome> outcomes =
                failures.stream().map(NextProviderException::outcome).toList();
        boolean later = outcomes.stream().anyMatch(CallOutcome::passing);
        if (tooLarge != null && !later) {
            return tooLarge;
        }
        List<String> words =
                failures.stream().map(NextProviderException::reason).toList();
        String message = "No provider answered: " + String.join(", ", words);
        return later
                ? new ChainUnavailableException(finding(outcomes), message)
                : new FeatureFailedException(words.getLast(), message);
    }

    private static Finding finding(List<CallOutcome> outcomes) {
        if (outcomes.contains(CallOutcome.BUSY)) {
            return Finding.BUSY;
        }
        return outcomes.stream().anyMatch(CallOutcome::made) ? Finding.ASKED : Finding.KNOWN;
    }
}
