package dev.warren.messaging.http;

import io.quarkus.vertx.http.ManagementInterface;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Stands in front of every route of a service, and of its management port: a web page that is not the service's own,
 * nor of an allowed origin, can neither change nor read anything, whatever a browser may be made to send.
 */
@Singleton
class Guard {

    /** Routes in their order, filters by priority. */
    static final int BEFORE_ALL_OTHERS = 100_000;

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    private final Hosts hosts;
    private final Origins origins;
    private final Refusals refusals;

    Guard(HttpConfig config, Refusals refusals) {
        this.hosts = new Hosts(config.allowedHosts().orElse(List.of()));
        this.origins = new Origins(config.allowedOrigins().orElse(List.of()));
        this.refusals = refusals;
    }

    void guard(@Observes Filters filters) {
        filters.register(this::check, BEFORE_ALL_OTHERS);
    }

    void guard(@Observes ManagementInterface management) {
        management.router().route().order(-BEFORE_ALL_OTHERS).handler(this::check);
    }

    private void check(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        MultiMap headers = request.headers();
        if (isMalformed(request)) {
            refusals.refuse(request, Refusal.MALFORMED_ADDRESS, request.uri());
        } else if (!names(request).stream().allMatch(hosts::accept)) {
            refusals.refuse(request, Refusal.UNKNOWN_HOST, String.join(" ", names(request)));
        } else if (isForeign(request)) {
            refusals.refuse(request, Refusal.FOREIGN_ORIGIN, headers.get(HttpHeaders.ORIGIN));
        } else if (!MediaTypes.needPreflight(request.method(), headers)) {
            refusals.refuse(request, Refusal.NO_JSON, headers.get(HttpHeaders.CONTENT_TYPE));
        } else {
            exchange.next();
        }
    }

    private static boolean isMalformed(HttpServerRequest request) {
        List<String> named = request.headers().getAll(HttpHeaders.HOST);
        return named.size() > 1
                || !names(request).stream().allMatch(Hosts::isAuthority)
                || !Address.isReadable(request.uri());
    }

    /** Every name by which the request calls the service: a proxy's may differ from that in {@code Host}. */
    private static Set<String> names(HttpServerRequest request) {
        Set<String> names = new LinkedHashSet<>(request.headers().getAll(HttpHeaders.HOST));
        Optional.ofNullable(request.authority()).map(HostAndPort::toString).ifPresent(names::add);
        if (!request.uri().startsWith("/") && !request.uri().equals("*")) {
            names.add(authority(request.uri()));
        }
        return names;
    }

    private static String authority(String uri) {
        try {
            return String.valueOf(URI.create(uri).getRawAuthority());
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private boolean isForeign(HttpServerRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null && origins.allow(origin)) {
            return false;
        }
        boolean isOwn = origin == null || names(request).stream().anyMatch(name -> Origins.isSame(origin, name));
        return !isOwn || (isOfAnotherSite(request) && !isFollowedLink(request));
    }

    private static boolean isOfAnotherSite(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return site != null && !OWN_SITES.contains(site);
    }

    /** A person follows a link to the service: the page with the link sees nothing of the answer. */
    private static boolean isFollowedLink(HttpServerRequest request) {
        return READING.contains(request.method())
                && "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
                && "document".equals(request.getHeader("Sec-Fetch-Dest"));
    }
}
