package dev.warren.modelchain.provider.call;

import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.util.function.Consumer;

/**
 * Looks on while responses come in, which the client collects without bounds: one for which there is no
 * {@link ResponseMemoryLimit} is ended together with its connection, and so is one that nobody waits for any more. What
 * has come is shown to the {@link CallContext} before the client reads it.
 */
final class ResponseMonitor implements Consumer<HttpClientRequest> {

    @Override
    public void accept(HttpClientRequest request) {
        request.response().onSuccess(response -> watch(request, response));
    }

    private static void watch(HttpClientRequest request, HttpClientResponse response) {
        response.exceptionHandler(_ -> {}); // whoever waits for the body is told; without this, so is the log
        CallContext.underWay(request.headers().get(CallHeaders.CALL_ID))
                .ifPresentOrElse(callContext -> follow(callContext, request, response), request::reset);
    }

    private static void follow(CallContext callContext, HttpClientRequest request, HttpClientResponse response) {
        PartialResponse beginning = new PartialResponse(response.statusCode(), response::getHeader, null);
        callContext.receives(request, beginning);
        response.handler(part -> callContext.grows(part.length()));
        response.body().onSuccess(body -> callContext.received(beginning.with(body)));
    }
}
