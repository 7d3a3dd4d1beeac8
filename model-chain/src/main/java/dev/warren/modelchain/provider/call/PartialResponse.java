package dev.warren.modelchain.provider.call;

import dev.warren.modelchain.provider.reply.ClassifiedChatResponse;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How much of a response is here; it is read when somebody wants to know what it says.
 *
 * @param status the HTTP status
 * @param headers by name; null where there is none of that name
 * @param body null while it is not here as a whole
 */
record PartialResponse(int status, UnaryOperator<String> headers, Buffer body) {

    PartialResponse with(Buffer whole) {
        return new PartialResponse(status, headers, whole);
    }

    ClassifiedChatResponse reply() {
        return new ClassifiedChatResponse(
                status, headers, Optional.ofNullable(body).map(Buffer::getBytes));
    }
}
