package dev.warren.modelchain.provider;

import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.util.function.Consumer;

/**
 * Looks on while responses come in, which the client collects without bounds: one for which there is no
 * {@link ResponseRoom} is ended together with its connection, and so is one that nobody waits for any more. What has
 * come is shown to the {@link Exchange} before the client reads it.
 */
final class ResponseWatch implements Consumer<HttpClientRequest> {

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
        Arrival beginning = new Arrival(response.statusCode(), response::getHeader, null);
        exchange.receives(request, beginning);
        response.handler(part -> exchange.grows(part.length()));
        response.body().onSuccess(body -> exchange.received(beginning.with(body)));
    }
}
