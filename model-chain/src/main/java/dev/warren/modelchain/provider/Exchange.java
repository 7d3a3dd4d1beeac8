package dev.warren.modelchain.provider;

import dev.warren.modelchain.AwayException;
import dev.warren.modelchain.budget.Hold;
import dev.warren.modelchain.turn.Turn;
import dev.warren.modelchain.turn.Turn.Load;
import io.vertx.core.http.HttpClientRequest;
import jakarta.ws.rs.core.Response.Status.Family;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * One request to an endpoint and what comes back, from the entry in the log to the account of it. It is at hand in the
 * client while the call is made. Used by the thread that makes the call; what the server says may come from another.
 */
final class Exchange {

    private static final ScopedValue<Exchange> CURRENT = ScopedValue.newInstance();
    private static final ConcurrentMap<String, Exchange> UNDER_WAY = new ConcurrentHashMap<>();

    private final CallLog log;
    private final CallLog.Open call;
    private final Turn turn;
    private final Hold hold;
    private final IncomingResponse response;
    private boolean sent;
    private CallOutcome outcome;
    private Answer answer;
    private volatile ReaskException complaint;
    private volatile String retryAfter;
    private volatile boolean answered;

    /**
     * Enters the call into the log, which may take as long as the database is away.
     *
     * @param room for the response
     * @throws AwayException if the money may be free again when that is done, and is to be set aside anew
     */
    Exchange(CallLog log, CallLog.Open call, Turn turn, Hold hold, ResponseRoom room) {
        this.log = log;
        this.call = log.begin(call);
        this.turn = turn;
        this.hold = hold;
        if (!hold.lasts()) {
            throw new AwayException("The database took longer than the money for the call was certain");
        }
        this.response = new IncomingResponse(room);
    }

    /** The call that is being made by this thread. */
    static Optional<Exchange> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    /** The exchange whose request carries the call's id; empty if it is over, or there was none. */
    static Optional<Exchange> underWay(String callId) {
        return Optional.ofNullable(callId).map(UNDER_WAY::get);
    }

    Answer make(Supplier<Answer> asking) {
        turn.begin();
        answer = ScopedValue.where(CURRENT, this).call(asking::get);
        return answer;
    }

    /** What is wrong with the answer, whatever the clock says. */
    Optional<ReaskException> complaint() {
        return Optional.ofNullable(complaint);
    }

    /** What was made of the answer, whatever the clock says. */
    Optional<Answer> answer() {
        return Optional.ofNullable(answer);
    }

    /**
     * The request goes out now.
     *
     * @return the call's id, for the provider
     */
    String send() {
        sent = true;
        UNDER_WAY.put(call.id(), this);
        return call.id();
    }

    /** The response to the request begins. */
    void receives(HttpClientRequest to) {
        response.begins(to);
    }

    /** More of the response is here. */
    void grows(long bytes) {
        response.grows(bytes);
    }

    /** All of the response is here. */
    void received(int status) {
        answered = Family.familyOf(status) == Family.SUCCESSFUL;
        response.isWhole();
    }

    /** The server asked for patience, or would have; null where it did not say how much. */
    void retryAfter(String header) {
        retryAfter = header;
    }

    Optional<String> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** An answer came, whatever is in it. */
    void answered(Tokens tokens) {
        end(CallOutcome.ANSWERED, tokens);
        if (tokens.known()) {
            turn.used(tokens.input() + tokens.output());
        }
    }

    /** No answer came. */
    void failed(Throwable error) {
        if (Faults.unsent(error)) {
            endUnsent();
        } else {
            end(error instanceof RuntimeException e ? name(e).outcome() : CallOutcome.UNAVAILABLE, Tokens.UNKNOWN);
        }
    }

    /** What to do about what was thrown while the call was made. */
    ProviderException name(RuntimeException thrown) {
        ProviderException named = Faults.of(thrown, answered);
        if (named instanceof ReaskException reask) {
            complaint = reask;
        }
        return named;
    }

    /** The call is over: whatever happened to it, it is in the log now, and the turn knows how it went. */
    void conclude(CallOutcome how) {
        if (outcome == null && sent) {
            end(how, Tokens.UNKNOWN);
        } else if (outcome == null) {
            endUnsent();
        } else if (outcome == CallOutcome.ANSWERED && how != CallOutcome.ANSWERED) {
            log.correctLast(how);
        }
        turn.end(response.brokenOff().orElse(load(how)));
        UNDER_WAY.remove(call.id());
        response.end();
    }

    private void end(CallOutcome how, Tokens tokens) {
        outcome = how;
        hold.use();
        call.end(how, tokens);
    }

    private void endUnsent() {
        outcome = CallOutcome.UNAVAILABLE;
        call.endUnsent();
        turn.unsent();
    }

    private static Load load(CallOutcome how) {
        return switch (how) {
            case ANSWERED, REFUSED, MALFORMED -> Load.CARRIED;
            case RATE_LIMITED, TIMEOUT -> Load.TOO_MUCH;
            default -> Load.UNKNOWN;
        };
    }
}
