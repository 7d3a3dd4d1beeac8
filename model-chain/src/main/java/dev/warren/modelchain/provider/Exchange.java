package dev.warren.modelchain.provider;

import dev.warren.modelchain.AwayException;
import dev.warren.modelchain.budget.Hold;
import dev.warren.modelchain.turn.Turn;
import dev.warren.modelchain.turn.Turn.Load;
import io.vertx.core.http.HttpClientRequest;
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

    private final CallLog.Open call;
    private final Turn turn;
    private final Hold hold;
    private final IncomingResponse response;
    private final SchemaSupport schemas;
    private boolean sent;
    private boolean nobodyThere;
    private Answer answer;
    private volatile ProviderException complaint;
    private volatile Arrival arrival;

    /**
     * Enters the call into the log, which may take as long as the database is away.
     *
     * @param room for the response
     * @param schemas what is known of the server
     * @throws AwayException if the money may be free again when that is done, and is to be set aside anew
     */
    Exchange(CallLog log, CallLog.Open call, Turn turn, Hold hold, ResponseRoom room, SchemaSupport schemas) {
        this.call = log.begin(call);
        this.turn = turn;
        this.hold = hold;
        this.schemas = schemas;
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
        RetryWindow.current().requestSent();
        answer = ScopedValue.where(CURRENT, this).call(asking::get);
        return answer;
    }

    /** What to do about the answer that is here, whatever the clock says. */
    Optional<ProviderException> complaint() {
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
        arrival = null;
        hold.begin();
        UNDER_WAY.put(call.id(), this);
        return call.id();
    }

    /** The response to the request begins. */
    void receives(HttpClientRequest to, Arrival beginning) {
        arrival = beginning;
        response.begins(to);
    }

    /** More of the response is here. */
    void grows(long bytes) {
        response.grows(bytes);
    }

    /** All of the response is here. */
    void received(Arrival whole) {
        arrival = whole;
        response.isWhole();
    }

    /** Whether the server is to be given a JSON schema. */
    boolean takesSchema() {
        return schemas.isTaken();
    }

    /** Whether the server has just refused the request for the sake of its schema. */
    boolean isSchemaRefused() {
        return reply().filter(Reply::isAboutSchema).isPresent();
    }

    /** The same request was answered without a schema. */
    void answeredWithoutSchema() {
        schemas.isNotTaken();
    }

    /** What the server has answered so far; empty where nothing has come. */
    Optional<Reply> reply() {
        return Optional.ofNullable(arrival).map(Arrival::reply);
    }

    /** What to do about what was thrown while the call was made. */
    ProviderException name(RuntimeException thrown) {
        Optional<Reply> reply = reply();
        nobodyThere = Faults.unsent(thrown);
        ProviderException named = Faults.of(thrown, reply);
        if (named instanceof ReaskException || reply.filter(Reply::isAnswer).isPresent()) {
            complaint = named;
        }
        return named;
    }

    /**
     * The call is over: whatever happened to it, it is in the log now, and the turn knows how it went.
     *
     * @return what the server answered; empty where nothing came
     */
    Optional<Reply> conclude(CallOutcome how) {
        Optional<Reply> reply = reply();
        if (!sent || (nobodyThere && reply.isEmpty())) {
            call.endUnsent();
            turn.unsent();
        } else {
            end(how, reply);
        }
        turn.end(response.brokenOff().orElse(load(how, reply)));
        UNDER_WAY.remove(call.id());
        response.end();
        return reply;
    }

    private void end(CallOutcome how, Optional<Reply> reply) {
        Tokens tokens = reply.map(Reply::tokens).orElse(Tokens.UNKNOWN);
        boolean usable = how == CallOutcome.ANSWERED;
        hold.use();
        call.end(how, tokens, reply.map(it -> it.said(call.model(), usable)).orElse(Said.NOTHING));
        reply.filter(Reply::isAnswer).ifPresent(_ -> turn.answered());
        if (tokens.known() && reply.filter(Reply::isAnswer).isPresent()) {
            turn.used(tokens.input() + tokens.output());
        }
    }

    /** Somebody who has no money left says nothing about what the provider can carry. */
    private static Load load(CallOutcome how, Optional<Reply> reply) {
        return reply.filter(Reply::isOutOfMoney).isPresent() ? Load.UNKNOWN : load(how);
    }

    private static Load load(CallOutcome how) {
        return switch (how) {
            case ANSWERED, REFUSED, MALFORMED -> Load.CARRIED;
            case RATE_LIMITED, TIMEOUT -> Load.TOO_MUCH;
            default -> Load.UNKNOWN;
        };
    }
}
