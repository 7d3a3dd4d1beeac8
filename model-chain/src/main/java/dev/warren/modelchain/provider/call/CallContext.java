package dev.warren.modelchain.provider.call;

import dev.warren.modelchain.budget.HoldHandle;
import dev.warren.modelchain.ending.DependencyUnavailableException;
import dev.warren.modelchain.provider.Answer;
import dev.warren.modelchain.provider.CallLog;
import dev.warren.modelchain.provider.CallOutcome;
import dev.warren.modelchain.provider.ProviderException;
import dev.warren.modelchain.provider.ReaskException;
import dev.warren.modelchain.provider.ResponseMetadata;
import dev.warren.modelchain.provider.TokenCounts;
import dev.warren.modelchain.provider.reply.ClassifiedChatResponse;
import dev.warren.modelchain.turn.Permit;
import dev.warren.modelchain.turn.Permit.Load;
import io.vertx.core.http.HttpClientRequest;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * One request to an endpoint and what comes back, from the entry in the log to the account of it. It is at hand in the
 * client while the call is made. Used by the thread that makes the call; what the server says may come from another.
 */
public final class CallContext {

    private static final ScopedValue<CallContext> CURRENT = ScopedValue.newInstance();
    private static final ConcurrentMap<String, CallContext> UNDER_WAY = new ConcurrentHashMap<>();

    private final CallLog.Open call;
    private final Permit permit;
    private final HoldHandle hold;
    private final IncomingResponse response;
    private final SchemaSupport schemas;
    private boolean sent;
    private boolean nobodyThere;
    private Answer answer;
    private volatile ProviderException complaint;
    private volatile PartialResponse partialResponse;

    /**
     * Enters the call into the log, which may take as long as the database is unavailable.
     *
     * @param memoryLimit for the response
     * @param schemas what is known of the server
     * @throws DependencyUnavailableException if the money may be free again when that is done, and is to be reserved
     *     anew
     */
    public CallContext(
            CallLog log,
            CallLog.Open call,
            Permit permit,
            HoldHandle hold,
            ResponseMemoryLimit memoryLimit,
            SchemaSupport schemas) {
        this.call = log.begin(call);
        this.permit = permit;
        this.hold = hold;
        this.schemas = schemas;
        if (!hold.lasts()) {
            throw new DependencyUnavailableException("The hold expired while the database was slow");
        }
        this.response = new IncomingResponse(memoryLimit);
    }

    /** The call that is being made by this thread. */
    static Optional<CallContext> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    /** The exchange whose request carries the call's id; empty if it is over, or there was none. */
    static Optional<CallContext> underWay(String callId) {
        return Optional.ofNullable(callId).map(UNDER_WAY::get);
    }

    public Answer make(Supplier<Answer> asking) {
        permit.begin();
        RetryWindow.current().requestSent();
        answer = ScopedValue.where(CURRENT, this).call(asking::get);
        return answer;
    }

    /** What to do about the answer that is here, whatever the clock says. */
    public Optional<ProviderException> complaint() {
        return Optional.ofNullable(complaint);
    }

    /** What was made of the answer, whatever the clock says. */
    public Optional<Answer> answer() {
        return Optional.ofNullable(answer);
    }

    /**
     * The request goes out now.
     *
     * @return the call's id, for the provider
     */
    String send() {
        sent = true;
        partialResponse = null;
        hold.begin();
        UNDER_WAY.put(call.id(), this);
        return call.id();
    }

    /** The response to the request begins. */
    void receives(HttpClientRequest to, PartialResponse beginning) {
        partialResponse = beginning;
        response.begins(to);
    }

    /** More of the response is here. */
    void grows(long bytes) {
        response.grows(bytes);
    }

    /** All of the response is here. */
    void received(PartialResponse whole) {
        partialResponse = whole;
        response.isWhole();
    }

    /** Whether the server is to be given a JSON schema. */
    boolean takesSchema() {
        return schemas.isTaken();
    }

    /** Whether the server has just refused the request for the sake of its schema. */
    boolean isSchemaRefused() {
        return reply().filter(ClassifiedChatResponse::isAboutSchema).isPresent();
    }

    /** The same request was answered without a schema. */
    void answeredWithoutSchema() {
        schemas.isNotTaken();
    }

    /** What the server has answered so far; empty where nothing has come. */
    Optional<ClassifiedChatResponse> reply() {
        return Optional.ofNullable(partialResponse).map(PartialResponse::reply);
    }

    /** What to do about what was thrown while the call was made. */
    public ProviderException name(RuntimeException thrown) {
        Optional<ClassifiedChatResponse> reply = reply();
        nobodyThere = FailureClassifier.unsent(thrown);
        ProviderException named = FailureClassifier.of(thrown, reply);
        if (named instanceof ReaskException
                || reply.filter(ClassifiedChatResponse::isAnswer).isPresent()) {
            complaint = named;
        }
        return named;
    }

    /**
     * The call is over: whatever happened to it, it is in the log now, and the turn knows how it went.
     *
     * @return what the server answered; empty where nothing came
     */
    public Optional<ClassifiedChatResponse> conclude(CallOutcome how) {
        Optional<ClassifiedChatResponse> reply = reply();
        if (!sent || (nobodyThere && reply.isEmpty())) {
            call.endUnsent();
            permit.unsent();
        } else {
            end(how, reply);
        }
        permit.end(response.brokenOff().orElse(load(how, reply)));
        UNDER_WAY.remove(call.id());
        response.end();
        return reply;
    }

    private void end(CallOutcome how, Optional<ClassifiedChatResponse> reply) {
        TokenCounts tokens = reply.map(ClassifiedChatResponse::tokens).orElse(TokenCounts.UNKNOWN);
        boolean usable = how == CallOutcome.ANSWERED;
        hold.use();
        call.end(how, tokens, reply.map(it -> it.said(call.model(), usable)).orElse(ResponseMetadata.NOTHING));
        reply.filter(ClassifiedChatResponse::isAnswer).ifPresent(_ -> permit.answered());
        if (tokens.known() && reply.filter(ClassifiedChatResponse::isAnswer).isPresent()) {
            permit.used(tokens.input() + tokens.output());
        }
    }

    /** A call rejected for missing credit says nothing about the provider's capacity. */
    private static Load load(CallOutcome how, Optional<ClassifiedChatResponse> reply) {
        return reply.filter(ClassifiedChatResponse::isOutOfMoney).isPresent() ? Load.UNKNOWN : load(how);
    }

    private static Load load(CallOutcome how) {
        return switch (how) {
            case ANSWERED, REFUSED, MALFORMED -> Load.CARRIED;
            case RATE_LIMITED, TIMEOUT -> Load.TOO_MUCH;
            default -> Load.UNKNOWN;
        };
    }
}
