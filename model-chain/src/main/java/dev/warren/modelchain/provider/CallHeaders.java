package dev.warren.modelchain.provider;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Set;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestContext;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientResponseFilter;

/**
 * Gives every request the call's id, by which the provider can be asked about it, and reads how long the server wants
 * to be left alone. The response may be seen by another thread than made the call; the request carries the exchange
 * there.
 */
final class CallHeaders implements ClientRequestFilter, ResteasyReactiveClientResponseFilter {

    static final String CALL_ID = "X-Client-Request-Id";
    private static final Set<Integer> ASK_FOR_PATIENCE = Set.of(429, 503);

    @Override
    public void filter(ClientRequestContext request) {
        Exchange.current().ifPresent(exchange -> {
            request.setProperty(Exchange.class.getName(), exchange);
            request.getHeaders().putSingle(CALL_ID, exchange.send());
        });
    }

    @Override
    public void filter(ResteasyReactiveClientRequestContext request, ClientResponseContext response) {
        // in this order: where no response came there is no status, and asking for a header fails
        if (ASK_FOR_PATIENCE.contains(response.getStatus())
                && request.getProperty(Exchange.class.getName()) instanceof Exchange exchange) {
            exchange.retryAfter(response.getHeaderString(HttpHeaders.RETRY_AFTER));
        }
    }
}
