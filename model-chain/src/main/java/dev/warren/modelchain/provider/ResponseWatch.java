package dev.warren.modelchain.provider;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.util.function.Consumer;

/**
 * Looks on while responses come in, which the client collects without bounds: one that is larger than its
 * {@link Exchange} allows is ended together with its connection, and so is one that nobody waits for any more.
 */
final class ResponseWatch implements Consumer<HttpClientRequest> {

    private static final long NO_CODE = 0;

    @Override
    public void accept(HttpClientRequest request) {
        request.response().onSuccess(response -> watch(request, response));
    }

    private static void watch(HttpClientRequest request, HttpClientResponse response) {
        response.exceptionHandler(_ -> {}); // whoever waits for the body is told; without this, so is the log
        Exchange.underWay(request.headers().get(CallHeaders.CALL_ID))
                .ifPresentOrElse(exchange -> follow(exchange, request, response), request::reset);
    }

    private static void follow(Exchange exchange, HttpClientRequest request, HttpClientResponse response) {
        exchange.receives(request);
        response.handler(counting(request, exchange.mostBytes()));
        response.endHandler(_ -> exchange.received(response.statusCode()));
    }

    private static Handler<Buffer> counting(HttpClientRequest request, long most) {
        long[] received = {0};
        return part -> {
            received[0] += part.length();
            if (received[0] > most) {
                request.reset(NO_CODE, new TooLargeException());
            }
        };
    }
}
