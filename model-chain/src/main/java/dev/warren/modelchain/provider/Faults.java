package dev.warren.modelchain.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.exception.UnresolvedModelServerException;
import dev.langchain4j.service.output.OutputParsingException;
import io.quarkiverse.langchain4j.openai.common.OpenAiApiException;
import jakarta.ws.rs.ProcessingException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.stream.Stream;

/** Names what a client threw by what the caller must do. What may be repeated is a list; everything else may not. */
final class Faults {

    private static final String UNREADABLE = "The answer did not have the requested form.";

    private Faults() {}

    static ProviderException of(RuntimeException thrown) {
        return switch (thrown) {
            case ProviderException named -> named;
            case RateLimitException e -> new RepeatCallException(CallOutcome.RATE_LIMITED, e);
            case TimeoutException e -> new RepeatCallException(CallOutcome.TIMEOUT, e);
            case InternalServerException e -> new RepeatCallException(CallOutcome.UNAVAILABLE, e);
            case UnresolvedModelServerException e -> new RepeatCallException(CallOutcome.UNAVAILABLE, e);
            case AuthenticationException e -> new NextProviderException(CallOutcome.UNAVAILABLE, e);
            case ModelNotFoundException e -> new NextProviderException(CallOutcome.UNAVAILABLE, e);
            case InvalidRequestException e -> new NextProviderException(CallOutcome.REFUSED, e);
            case OutputParsingException e -> new ReaskException(UNREADABLE, e);
            case OpenAiApiException e -> new ReaskException(UNREADABLE, e);
            default -> byCause(thrown);
        };
    }

    private static ProviderException byCause(RuntimeException thrown) {
        if (hasCause(thrown, InterruptedException.class)
                || hasCause(thrown, java.util.concurrent.TimeoutException.class)) {
            return new RepeatCallException(CallOutcome.TIMEOUT, thrown);
        }
        if (hasCause(thrown, JsonProcessingException.class)) {
            return new ReaskException(UNREADABLE, thrown);
        }
        return thrown instanceof ProcessingException
                ? new RepeatCallException(CallOutcome.UNAVAILABLE, thrown)
                : new NextProviderException(CallOutcome.UNAVAILABLE, thrown);
    }

    /** Whether there was nobody to send the request to. */
    static boolean unsent(Throwable thrown) {
        return hasCause(thrown, ConnectException.class) || hasCause(thrown, UnknownHostException.class);
    }

    private static boolean hasCause(Throwable thrown, Class<? extends Throwable> type) {
        return Stream.iterate(thrown, t -> t != null, Throwable::getCause).anyMatch(type::isInstance);
    }
}
