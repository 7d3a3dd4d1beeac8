package dev.warren.modelchain.provider;

import dev.warren.modelchain.provider.CallLogEntry.Kept;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;

/**
 * Every call that was made for one feature of one event, in order, earlier deliveries of the event included. Safe for
 * use by many threads.
 */
public final class CallLog {

    private final CallJournal callJournal;
    private final boolean kept;
    private final List<CallLogEntry> calls = new ArrayList<>();
    private final List<CallLogEntry> made = new ArrayList<>();
    private final SequencedMap<String, CallLogEntry> reused = new LinkedHashMap<>();
    private final List<PaidAnswer> purchases = new ArrayList<>();

    /** Nothing was called before, and nothing is written down. */
    public CallLog() {
        this(List.of(), calls -> {}, false);
    }

    /**
     * Goes on where an earlier delivery ended.
     *
     * @param earlier the calls that were made then
     * @param callJournal is told of every request before it is sent
     */
    public CallLog(List<CallLogEntry> earlier, CallJournal callJournal) {
        this(earlier, callJournal, true);
    }

    private CallLog(List<CallLogEntry> earlier, CallJournal callJournal, boolean kept) {
        this.callJournal = callJournal;
        this.kept = kept;
        this.calls.addAll(earlier);
    }

    /** Whether what is entered is stored, and so can be known to others. */
    public boolean kept() {
        return kept;
    }

    /** What has been entered so far. */
    public synchronized List<CallLogEntry> calls() {
        return List.copyOf(calls);
    }

    /** What has been entered so far, without the calls of earlier deliveries. */
    public synchronized List<CallLogEntry> made() {
        return List.copyOf(made);
    }

    /**
     * Opens an entry and writes down that the request is about to be sent; the entry is in the log once it is
     * {@link Open#end ended}. To be called once for every request, immediately before it, outside of whatever limits
     * the request's time, and where an exception prevents the request.
     *
     * @throws RuntimeException as {@link CallJournal#enter}; the request must not be sent
     */
    public Open begin(String provider, String model) {
        return begin(open(provider, model));
    }

    /** As {@link #begin(String, String)}, for a call whose id was needed before. */
    public Open begin(Open call) {
        List<CallLogEntry> known = new ArrayList<>(calls());
        known.add(call.ended(CallOutcome.ABANDONED, TokenCounts.UNKNOWN, ResponseMetadata.NOTHING, 0));
        callJournal.enter(known);
        return call.sent();
    }

    /** As {@link #begin}, for a model inside of this process: making the call again costs nothing. */
    public Open beginEmbedded(String provider, String model) {
        return open(provider, model);
    }

    /** A call that may be made; nothing is entered yet. */
    public synchronized Open open(String provider, String model) {
        int attempt = 1
                + (int) calls.stream()
                        .filter(call -> call.attempt() > 0 && call.provider().equals(provider))
                        .count();
        return new Open(UUID.randomUUID().toString(), provider, model, attempt);
    }

    /** Enters why no call was made; once, however often it is not made for the same reason. */
    public synchronized void notMade(String provider, String model, CallOutcome why) {
        CallLogEntry call = new CallLogEntry(
                Optional.empty(), provider, model, 0, why, 0, TokenCounts.UNKNOWN, ResponseMetadata.NOTHING);
        boolean known = made.reversed().stream()
                .filter(earlier -> earlier.provider().equals(provider))
                .findFirst()
                .filter(call::equals)
                .isPresent();
        if (!known) {
            enter(call);
        }
    }

    /** As {@link #notMade}, for a reason that may last for many deliveries; once for all of them in a row. */
    public synchronized void notAllowed(String provider, String model) {
        boolean known = calls.reversed().stream()
                .filter(earlier -> earlier.provider().equals(provider))
                .findFirst()
                .filter(earlier -> earlier.outcome() == CallOutcome.OVER_BUDGET)
                .isPresent();
        if (!known) {
            notMade(provider, model, CallOutcome.OVER_BUDGET);
        }
    }

    /** The answer cannot be kept: it is of no use, to nobody. */
    public synchronized void refuse() {
        purchases.clear();
        if (!made.isEmpty() && made.getLast().outcome() == CallOutcome.ANSWERED) {
            calls.removeLast();
            enter(made.removeLast().ending(CallOutcome.MALFORMED));
        }
    }

    /** An answer had been bought before, by this call. */
    public synchronized void reuse(CallLogEntry bought) {
        reused.put(bought.id().orElse(""), bought);
    }

    /** The calls that had bought answers before; empty where all are new. */
    public synchronized List<CallLogEntry> reused() {
        return List.copyOf(reused.values());
    }

    /** The answer of the last call is new and shall be kept for others. */
    public synchronized void keep(PaidAnswer bought) {
        purchases.add(bought);
    }

    /** As {@link #keep}, at once: others may wait for the answer whose own answers the rest of this work needs. */
    public void keepNow(PaidAnswer bought) {
        callJournal.keep(bought);
    }

    /** What shall be kept for others at the end, in order. */
    public synchronized List<PaidAnswer> purchases() {
        return List.copyOf(purchases);
    }

    /**
     * The answer of the last call may not be the end of the work: it is stored with the call before this returns, so
     * that it is there if the work is gone on with after a crash.
     *
     * @throws RuntimeException as {@link CallJournal#enter}
     */
    public void keepWithCall(UUID question, String answer) {
        synchronized (this) {
            calls.removeLast();
            enter(made.removeLast().keeping(new Kept(question, answer)));
        }
        callJournal.enter(calls());
    }

    /** The answer to the question that this work has bought already. */
    public synchronized Optional<String> answered(UUID question) {
        return calls.stream()
                .flatMap(call -> call.kept().stream())
                .filter(kept -> kept.question().equals(question))
                .map(Kept::answer)
                .findFirst();
    }

    private synchronized void enter(CallLogEntry call) {
        calls.add(call);
        made.add(call);
    }

    /** A call that is being made. */
    public final class Open {

        private final String id;
        private final String provider;
        private final String model;
        private final int attempt;
        private long startedNanos = System.nanoTime();

        private Open(String id, String provider, String model, int attempt) {
            this.id = id;
            this.provider = provider;
            this.model = model;
            this.attempt = attempt;
        }

        /** Unique for ever, and known before the request is sent. */
        public String id() {
            return id;
        }

        public String model() {
            return model;
        }

        /** The time begins to run anew: the request is sent now. */
        private Open sent() {
            startedNanos = System.nanoTime();
            return this;
        }

        /** Enters the call. */
        public void end(CallOutcome outcome, TokenCounts tokens) {
            end(outcome, tokens, ResponseMetadata.NOTHING);
        }

        /** Enters the call, with what the provider said about it. */
        public void end(CallOutcome outcome, TokenCounts tokens, ResponseMetadata responseMetadata) {
            enter(ended(outcome, tokens, responseMetadata, millis()));
        }

        /** Enters that nobody could be reached: no request was sent, so there is nothing to bill. */
        public void endUnsent() {
            enter(new CallLogEntry(
                    Optional.empty(),
                    provider,
                    model,
                    attempt,
                    CallOutcome.UNAVAILABLE,
                    millis(),
                    TokenCounts.UNKNOWN,
                    ResponseMetadata.NOTHING));
        }

        private CallLogEntry ended(
                CallOutcome outcome, TokenCounts tokens, ResponseMetadata responseMetadata, long millis) {
            return new CallLogEntry(
                    Optional.of(id), provider, model, attempt, outcome, millis, tokens, responseMetadata);
        }

        private long millis() {
            return Duration.ofNanos(System.nanoTime() - startedNanos).toMillis();
        }
    }
}
