package dev.warren.modelchain.provider.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.exception.UnresolvedModelServerException;
import dev.warren.modelchain.provider.CallOutcome;
import dev.warren.modelchain.provider.NextProviderException;
import dev.warren.modelchain.provider.ProviderException;
import dev.warren.modelchain.provider.ReaskException;
import dev.warren.modelchain.provider.RepeatCallException;
import dev.warren.modelchain.provider.reply.ClassifiedChatResponse;
import io.netty.handler.codec.DecoderException;
import io.quarkiverse.langchain4j.openai.common.OpenAiApiException;
import io.vertx.core.VertxException;
import jakarta.ws.rs.ProcessingException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Classifies client exceptions: repeat the call, try the next provider, re-ask, or give up. Only the failures of a list
 * are repeated.
 */
final class FailureClassifier {

    static final String UNREADABLE = "The answer does not match the requested format.";

    private static final int FIRST_SERVER_ERROR = 500;

    private FailureClassifier() {}

    /**
     * The name.
     *
     * @param response what has come: where that says it is an answer, and all of it, whatever is wrong is wrong with
     *     the answer, which has been paid for, and asking for it again and again would be paying again and again
     */
    static ProviderException of(RuntimeException thrown, Optional<ClassifiedChatResponse> response) {
        return response.map(it -> of(thrown, it)).orElseGet(() -> byType(thrown));
    }

    private static ProviderException of(RuntimeException thrown, ClassifiedChatResponse response) {
        return switch (thrown) {
            case NextProviderException named -> named;
            case RuntimeException e when response.isRefusal() -> new NextProviderException(CallOutcome.REFUSED, e);
            case RuntimeException e when response.isCut() -> NextProviderException.truncated(e);
            case ProviderException named -> named;
            case RuntimeException e when response.isAnswer() -> new ReaskException(UNREADABLE, e);
            case RateLimitException e
            when response.isOutOfMoney() -> new NextProviderException(CallOutcome.RATE_LIMITED, e);
            case RuntimeException e
            when response.isOutOfMoney() -> new NextProviderException(CallOutcome.UNAVAILABLE, e);
            case RuntimeException e when response.isErrorInAnswer() -> byStatus(response.status(), e);
            default -> byType(thrown);
        };
    }

    private static ProviderException byStatus(int status, RuntimeException thrown) {
        return switch (status) {
            case 400, 422 -> new NextProviderException(CallOutcome.REFUSED, thrown);
            case 408 -> new RepeatCallException(CallOutcome.TIMEOUT, thrown);
            case 429 -> new RepeatCallException(CallOutcome.RATE_LIMITED, thrown);
            default ->
                status >= FIRST_SERVER_ERROR
                        ? new RepeatCallException(CallOutcome.UNAVAILABLE, thrown)
                        : new NextProviderException(CallOutcome.UNAVAILABLE, thrown);
        };
    }

    private static ProviderException byType(RuntimeException thrown) {
        return switch (thrown) {
            case ProviderException named -> named;
            case RateLimitException e -> new RepeatCallException(CallOutcome.RATE_LIMITED, e);
            case TimeoutException e -> new RepeatCallException(CallOutcome.TIMEOUT, e);
            case InternalServerException e -> new RepeatCallException(CallOutcome.UNAVAILABLE, e);
            case UnresolvedModelServerException e -> new RepeatCallException(CallOutcome.UNAVAILABLE, e);
            case AuthenticationException e -> new NextProviderException(CallOutcome.UNAVAILABLE, e);
            case ModelNotFoundException e -> new NextProviderException(CallOutcome.UNAVAILABLE, e);
            case InvalidRequestException e -> new NextProviderException(CallOutcome.REFUSED, e);
            case OpenAiApiException e -> new ReaskException(UNREADABLE, e);
            default -> byCause(thrown);
        };
    }

    private static ProviderException byCause(RuntimeException thrown) {
        if (hasCause(thrown, InterruptedException.class)
                || hasCause(thrown, java.util.concurrent.TimeoutException.class)) {
            return new RepeatCallException(CallOutcome.TIMEOUT, thrown);
        }
        if (hasCause(thrown, ResponseTooLargeException.class) || hasCause(thrown, JsonProcessingException.class)) {
            return new ReaskException(UNREADABLE, thrown);
        }
        return isLostConnection(thrown)
                ? new RepeatCallException(CallOutcome.UNAVAILABLE, thrown)
                : new NextProviderException(CallOutcome.UNAVAILABLE, thrown);
    }

    /** Whether there was nobody to send the request to. */
    static boolean unsent(Throwable thrown) {
        return hasCause(thrown, ConnectException.class) || hasCause(thrown, UnknownHostException.class);
    }

    /** Before the answer or in the middle of it. Vert.x says some of it in exceptions of its own. */
    private static boolean isLostConnection(RuntimeException thrown) {
        return thrown instanceof ProcessingException
                || hasCause(thrown, ResponseMemoryException.class)
                || hasCause(thrown, IOException.class)
                || hasCause(thrown, VertxException.class)
                || hasCause(thrown, DecoderException.class);
    }

    private static boolean hasCause(Throwable thrown, Class<? extends Throwable> type) {
        return Stream.iterate(thrown, t -> t != null, Throwable::getCause).anyMatch(type::isInstance);
    }
}
