package dev.warren.modelchain.provider.call;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;

/** Gives every request the call's id, by which the provider can be asked about it. */
final class CallHeaders implements ClientRequestFilter {

    static final String CALL_ID = "X-Client-Request-Id";

    @Override
    public void filter(ClientRequestContext request) {
        CallContext.current().ifPresent(exchange -> request.getHeaders().putSingle(CALL_ID, exchange.send()));
    }
}
