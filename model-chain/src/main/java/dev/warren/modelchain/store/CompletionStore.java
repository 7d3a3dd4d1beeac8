package dev.warren.modelchain.store;

import dev.warren.database.GroupCommit;
import dev.warren.database.ServiceDatabase;
import dev.warren.database.ShutdownSignal;
import dev.warren.database.UnstorableRecordException;
import dev.warren.database.WhileUnavailable;
import dev.warren.modelchain.ending.DependencyUnavailableException;
import dev.warren.modelchain.ending.FeatureOutcome;
import dev.warren.modelchain.message.OutboundMessage;
import dev.warren.modelchain.provider.CallJournal;
import dev.warren.modelchain.provider.CallLog;
import dev.warren.modelchain.provider.CallLogEntry;
import dev.warren.modelchain.provider.PaidAnswer;
import dev.warren.modelchain.store.key.WorkItem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Does every piece of work once. Whoever wants to do it claims it first, with a lease; writes every request down before
 * it is sent; and stores how it ended before anything is published. Whoever comes later, or at the same time, in this
 * process or in another, gets that ending. A holder that dies is followed by somebody who knows what it has asked.
 * Thread-safe.
 */
@ApplicationScoped
public class CompletionStore {

    private static final Logger LOG = Logger.getLogger(CompletionStore.class);
    private static final Duration POLL = Duration.ofMillis(250);

    private final AnswerStore answers;
    private final ShutdownSignal shutdownSignal;
    private final Duration waitLimit;
    private final SingleFlight<Boolean> singleFlight = new SingleFlight<>();
    private final GroupCommit<WorkItemTable.Wanted, Claim> claims;
    private final GroupCommit<WorkItemTable.Entry, Boolean> journal;
    private final GroupCommit<WorkSettlement, Boolean> settlements;
    private final GroupCommit<WorkItem, Integer> revisions;

    @Inject
    CompletionStore(
            ServiceDatabase database,
            ProcessLease processLease,
            AnswerStore answers,
            ShutdownSignal shutdownSignal,
            CompletionSettings settings) {
        this(database, processLease, answers, shutdownSignal, settings.maxWait());
    }

    CompletionStore(
            ServiceDatabase database,
            ProcessLease processLease,
            AnswerStore answers,
            ShutdownSignal shutdownSignal,
            Duration waitLimit) {
        this.answers = answers;
        this.shutdownSignal = shutdownSignal;
        this.waitLimit = waitLimit;
        WorkItemTable table = new WorkItemTable(processLease);
        this.claims = database.inStatements(WhileUnavailable.WAIT_UNTIL_STOP, table::claim);
        this.journal = database.inStatements(WhileUnavailable.WAIT_UNTIL_STOP, table::journal);
        this.settlements = database.inStatements(WhileUnavailable.WAIT_UNTIL_CLOSED, table::settle);
        this.revisions = database.inStatements(WhileUnavailable.WAIT_UNTIL_STOP, table::revise);
    }

    /**
     * How the work has ended: found, if it was done before; done now, if not. When it returns an ending that is neither
     * {@link FeatureOutcome.Unfinished}, {@link FeatureOutcome.Postponed} nor {@link FeatureOutcome.Held}, the ending
     * is stored for good. Blocks while somebody else is at the same work and while the database is unavailable.
     *
     * @param again whether work that has failed is done again, once for each letter that it was sent back as; it is in
     *     any case if that was before the publication that the work is wanted for
     * @param doing does the work; called again if the work was lost to another process and came back
     * @throws DependencyUnavailableException if waiting takes longer than {@link CompletionSettings#maxWait()}; an
     *     ending that was reached is stored all the same, as soon as the database is back
     * @throws ContentChangedException if it was completed for other content of the same event; nothing was done then
     * @throws RuntimeException what {@code doing} throws; what it had asked is kept
     */
    public FeatureOutcome once(WorkItem work, boolean again, Function<CallLog, FeatureOutcome> doing) {
        return once(work, again, doing, log -> {
            throw new IllegalStateException("the outcome cannot be stored");
        });
    }

    /**
     * As {@link #once(WorkItem, boolean, Function)}; an ending that cannot be stored is followed by one that can.
     *
     * @param unstorable how the work ends if what {@code doing} made cannot be stored: nothing is done again
     */
    public FeatureOutcome once(
            WorkItem work,
            boolean again,
            Function<CallLog, FeatureOutcome> doing,
            Function<CallLog, FeatureOutcome> unstorable) {
        WaitBudget left = new WaitBudget(waitLimit, shutdownSignal);
        left.demandTime();
        enter(work.key(), left);
        Turn turn = new Turn(work, left);
        try {
            return turn.take(again, doing, unstorable);
        } finally {
            turn.end();
        }
    }

    /**
     * Which revision of its event the work's content is, counted from 2: the first is the content that the work was
     * completed for. The same content has the same number whenever it is asked for.
     *
     * @throws DependencyUnavailableException as {@link #once}
     */
    public int revision(WorkItem work) {
        return new WaitBudget(waitLimit, shutdownSignal).awaitOrTakeBack(revisions.submit(work));
    }

    private void enter(UUID key, WaitBudget left) {
        Optional<CompletableFuture<Boolean>> other = singleFlight.enter(key);
        while (other.isPresent()) {
            left.awaitOther(other.get());
            other = singleFlight.enter(key);
        }
    }

    /** One thread at one piece of work, from the first claim to the settlement. */
    private final class Turn implements CallJournal {

        private final WorkItem work;
        private final WaitBudget left;
        private CompletableFuture<Boolean> settled = CompletableFuture.completedFuture(true);

        private Turn(WorkItem work, WaitBudget left) {
            this.work = work;
            this.left = left;
        }

        private FeatureOutcome take(
                boolean again, Function<CallLog, FeatureOutcome> doing, Function<CallLog, FeatureOutcome> unstorable) {
            boolean anew = again;
            List<CallLogEntry> remembered = List.of();
            while (true) {
                switch (left.awaitOrTakeBack(claims.submit(new WorkItemTable.Wanted(work, anew)))) {
                    case Claim.Ended(FeatureOutcome outcome) -> {
                        return outcome;
                    }
                    case Claim.Other(List<OutboundMessage> messages, String content) ->
                        throw new ContentChangedException(messages, content);
                    case Claim.Unreadable unreadable ->
                        throw new DependencyUnavailableException("The stored work was written by a newer version");
                    case Claim.Busy busy -> left.pause(POLL);
                    case Claim.Mine(List<CallLogEntry> earlier) -> {
                        CallLog log = new CallLog(CallHistory.merged(earlier, remembered), this);
                        Optional<FeatureOutcome> outcome = attempt(log, doing, unstorable);
                        if (outcome.isPresent()) {
                            return outcome.get();
                        }
                        anew = false;
                        remembered = log.calls();
                    }
                }
            }
        }

        /** Empty if the work was lost to another process. */
        private Optional<FeatureOutcome> attempt(
                CallLog log, Function<CallLog, FeatureOutcome> doing, Function<CallLog, FeatureOutcome> unstorable) {
            try {
                return ended(log, done(log, doing));
            } catch (ClaimLostException e) {
                log.purchases().forEach(this::store);
                return Optional.empty();
            } catch (UnstorableRecordException e) {
                LOG.errorf("answer cannot be stored feature=%s reason=%s", work.feature(), e.getMessage());
                log.refuse();
                return ended(log, unstorable.apply(log));
            }
        }

        private FeatureOutcome done(CallLog log, Function<CallLog, FeatureOutcome> doing) {
            try {
                return doing.apply(log);
            } catch (ClaimLostException e) {
                throw e;
            } catch (UnstorableRecordException e) {
                settle(log, () -> {
                    throw e;
                });
                throw e;
            } catch (Throwable e) { // whatever it is, others may go on
                settle(log, () -> WorkSettlement.returned(work, log));
                throw e;
            }
        }

        private Optional<FeatureOutcome> ended(CallLog log, FeatureOutcome outcome) {
            settle(log, () -> WorkSettlement.of(work, outcome, log));
            return left.awaitStored(settled) ? Optional.of(outcome) : Optional.empty();
        }

        /** The last answer in one commit with the work, those before it beside. */
        private void settle(CallLog log, Supplier<WorkSettlement> workSettlement) {
            List<PaidAnswer> bought = log.purchases();
            settled = submit(workSettlement);
            if (!bought.isEmpty()) {
                bought.subList(0, bought.size() - 1).forEach(this::store);
                settled = told(bought.getLast(), settled);
            }
        }

        /** For others: the work itself does without, and does not wait for it. */
        private void store(PaidAnswer bought) {
            var _ = told(bought, submit(() -> WorkSettlement.of(bought)));
        }

        private CompletableFuture<Boolean> told(PaidAnswer bought, CompletableFuture<Boolean> stored) {
            return stored.whenComplete((done, failure) -> answers.settled(bought, failure));
        }

        private CompletableFuture<Boolean> submit(Supplier<WorkSettlement> workSettlement) {
            try {
                return settlements.submit(workSettlement.get());
            } catch (Throwable e) { // whatever it is, nobody may wait for the answer for ever
                return CompletableFuture.failedFuture(e);
            }
        }

        /** Others may have the work when it is settled, which may be later than its holder cares. */
        private void end() {
            settled = settled.whenComplete((stored, failure) -> singleFlight.leave(work.key(), true));
        }

        @Override
        public void keep(PaidAnswer bought) {
            store(bought);
        }

        /** Immediately before each request: beyond this point it is made, and has its time. */
        @Override
        public void enter(List<CallLogEntry> calls) {
            left.demandTime();
            if (!left.awaitOrTakeBack(journal.submit(new WorkItemTable.Entry(work.key(), StoredJson.ofCalls(calls))))) {
                throw new ClaimLostException();
            }
            left.demandTime(); // what was there before may be over by the time that the database has answered
        }
    }
}
