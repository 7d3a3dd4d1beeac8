package dev.warren.modelchain.store;

import dev.warren.modelchain.AwayException;
import dev.warren.modelchain.Ending;
import dev.warren.modelchain.Message;
import dev.warren.modelchain.provider.Call;
import dev.warren.modelchain.provider.CallLog;
import dev.warren.modelchain.provider.Journal;
import dev.warren.modelchain.provider.Purchase;
import dev.warren.modelchain.store.Batcher.Stake;
import io.agroal.api.AgroalDataSource;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Does every piece of work once. Whoever wants to do it claims it first, with a lease; writes every request down before
 * it is sent; and stores how it ended before anything is published. Whoever comes later, or at the same time, in this
 * process or in another, gets that ending. A holder that dies is followed by somebody who knows what it has asked.
 * Thread-safe.
 */
@ApplicationScoped
public class Completions {

    private static final Logger LOG = Logger.getLogger(Completions.class);
    private static final Duration POLL = Duration.ofMillis(250);

    private final Answers answers;
    private final Stop stop;
    private final Duration patience;
    private final InHand<Boolean> inHand = new InHand<>();
    private final Batcher<WorkTable.Wanted, Claim> claims;
    private final Batcher<WorkTable.Entry, Boolean> journal;
    private final Batcher<Settlement, Boolean> settlements;
    private final Batcher<Work, Integer> revisions;

    @Inject
    Completions(AgroalDataSource dataSource, Worker worker, Answers answers, Stop stop, CompletionSettings settings) {
        this(dataSource, worker, answers, stop, settings.patience());
    }

    Completions(DataSource dataSource, Worker worker, Answers answers, Stop stop, Duration patience) {
        this.answers = answers;
        this.stop = stop;
        this.patience = patience;
        WorkTable table = new WorkTable(worker);
        this.claims = new Batcher<>("claims", dataSource, stop, table::claim);
        this.journal = new Batcher<>("journal", dataSource, stop, table::journal);
        this.settlements = new Batcher<>("settlements", dataSource, stop, Stake.MONEY, table::settle);
        this.revisions = new Batcher<>("revisions", dataSource, stop, table::revise);
    }

    /**
     * How the work has ended: found, if it was done before; done now, if not. When it returns an ending that is neither
     * {@link Ending.Unfinished}, {@link Ending.Postponed} nor {@link Ending.Held}, the ending is stored for good.
     * Blocks while somebody else is at the same work and while the database is away.
     *
     * @param again whether work that has failed is done anew, once for each letter that it was sent back as; it is in
     *     any case if that was before the publication that the work is wanted for
     * @param doing does the work; called again if the work was lost to another process and came back
     * @throws AwayException if waiting takes longer than {@link CompletionSettings#patience()}; an ending that was
     *     reached is stored all the same, as soon as the database is back
     * @throws OtherContentException if it was completed for other content of the same event; nothing was done then
     * @throws RuntimeException what {@code doing} throws; what it had asked is kept
     */
    public Ending once(Work work, boolean again, Function<CallLog, Ending> doing) {
        return once(work, again, doing, log -> {
            throw new IllegalStateException("the ending cannot be stored");
        });
    }

    /**
     * As {@link #once(Work, boolean, Function)}; an ending that cannot be stored is followed by one that can.
     *
     * @param unstorable how the work ends if what {@code doing} made cannot be stored: nothing is done again
     */
    public Ending once(
            Work work, boolean again, Function<CallLog, Ending> doing, Function<CallLog, Ending> unstorable) {
        Patience left = new Patience(patience, stop);
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
     * @throws AwayException as {@link #once}
     */
    public int revision(Work work) {
        return revisions.call(work, new Patience(patience, stop));
    }

    private void enter(UUID key, Patience left) {
        Optional<CompletableFuture<Boolean>> other = inHand.enter(key);
        while (other.isPresent()) {
            left.awaitOther(other.get());
            other = inHand.enter(key);
        }
    }

    @PreDestroy
    void close() {
        claims.close();
        journal.close();
        settlements.close();
        revisions.close();
    }

    /** One thread at one piece of work, from the first claim to the settlement. */
    private final class Turn implements Journal {

        private final Work work;
        private final Patience left;
        private CompletableFuture<Boolean> settled = CompletableFuture.completedFuture(true);

        private Turn(Work work, Patience left) {
            this.work = work;
            this.left = left;
        }

        private Ending take(boolean again, Function<CallLog, Ending> doing, Function<CallLog, Ending> unstorable) {
            boolean anew = again;
            List<Call> remembered = List.of();
            while (true) {
                switch (claims.call(new WorkTable.Wanted(work, anew), left)) {
                    case Claim.Ended(Ending ending) -> {
                        return ending;
                    }
                    case Claim.Other(List<Message> messages, String content) ->
                        throw new OtherContentException(messages, content);
                    case Claim.Unreadable unreadable ->
                        throw new AwayException("What is kept of the work was written by a newer version");
                    case Claim.Busy busy -> left.pause(POLL);
                    case Claim.Mine(List<Call> earlier) -> {
                        CallLog log = new CallLog(Calls.merged(earlier, remembered), this);
                        Optional<Ending> ending = attempt(log, doing, unstorable);
                        if (ending.isPresent()) {
                            return ending.get();
                        }
                        anew = false;
                        remembered = log.calls();
                    }
                }
            }
        }

        /** Empty if the work was lost to another process. */
        private Optional<Ending> attempt(
                CallLog log, Function<CallLog, Ending> doing, Function<CallLog, Ending> unstorable) {
            try {
                return ended(log, done(log, doing));
            } catch (ClaimLostException e) {
                log.purchases().forEach(this::store);
                return Optional.empty();
            } catch (UnstorableException e) {
                LOG.errorf("answer cannot be stored feature=%s reason=%s", work.feature(), e.getMessage());
                log.refuse();
                return ended(log, unstorable.apply(log));
            }
        }

        private Ending done(CallLog log, Function<CallLog, Ending> doing) {
            try {
                return doing.apply(log);
            } catch (ClaimLostException e) {
                throw e;
            } catch (UnstorableException e) {
                settle(log, () -> {
                    throw e;
                });
                throw e;
            } catch (Throwable e) { // whatever it is, others may go on
                settle(log, () -> Settlement.returned(work, log));
                throw e;
            }
        }

        private Optional<Ending> ended(CallLog log, Ending ending) {
            settle(log, () -> Settlement.of(work, ending, log));
            return left.awaitStored(settled) ? Optional.of(ending) : Optional.empty();
        }

        /** The last answer in one commit with the work, those before it beside. */
        private void settle(CallLog log, Supplier<Settlement> settlement) {
            List<Purchase> bought = log.purchases();
            settled = submit(settlement);
            if (!bought.isEmpty()) {
                bought.subList(0, bought.size() - 1).forEach(this::store);
                settled = told(bought.getLast(), settled);
            }
        }

        /** For others: the work itself does without, and does not wait for it. */
        private void store(Purchase bought) {
            var _ = told(bought, submit(() -> Settlement.of(bought)));
        }

        private CompletableFuture<Boolean> told(Purchase bought, CompletableFuture<Boolean> stored) {
            return stored.whenComplete((done, failure) -> answers.settled(bought, failure));
        }

        private CompletableFuture<Boolean> submit(Supplier<Settlement> settlement) {
            try {
                return settlements.submit(settlement.get());
            } catch (Throwable e) { // whatever it is, nobody may wait for the answer for ever
                return CompletableFuture.failedFuture(e);
            }
        }

        /** Others may have the work when it is settled, which may be later than its holder cares. */
        private void end() {
            settled = settled.whenComplete((stored, failure) -> inHand.leave(work.key(), true));
        }

        @Override
        public void keep(Purchase bought) {
            store(bought);
        }

        /** Immediately before each request: beyond this point it is made, and has its time. */
        @Override
        public void enter(List<Call> calls) {
            left.demandTime();
            if (!journal.call(new WorkTable.Entry(work.key(), Texts.ofCalls(calls)), left)) {
                throw new ClaimLostException();
            }
            left.demandTime(); // what was there before may be over by the time that the database has answered
        }
    }
}
