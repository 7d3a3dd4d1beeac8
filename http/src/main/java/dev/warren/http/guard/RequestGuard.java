package dev.warren.http.guard;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.ManagementInterface;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.CorsHandler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Stands in front of every route of a service, and of its management port: a web page that is not the service's own,
 * nor of an allowed origin, can neither change nor read anything, whatever a browser may be made to send.
 */
@Singleton
class RequestGuard {

    /** Routes in their order, filters by priority. */
    static final int BEFORE_ALL_OTHERS = 100_000;

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");
    /** Headers of which one is read, so that a second one would say something else to whoever stands in front. */
    private static final List<String> SINGLE = List.of(
            "Authorization",
            "Content-Encoding",
            "Content-Type",
            "Idempotency-Key",
            "If-Match",
            "If-None-Match",
            "Last-Event-ID",
            "Origin",
            "Sec-Fetch-Dest",
            "Sec-Fetch-Mode",
            "Sec-Fetch-Site",
            "X-Warren-User");

    private final AllowedHosts hosts;
    private final AllowedOrigins origins;
    private final RefusalResponder refusalResponder;
    private final long largestBody;

    RequestGuard(
            HttpConfig config,
            RefusalResponder refusalResponder,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize largestBody) {
        this.hosts = new AllowedHosts(config.allowedHosts().orElse(List.of()));
        this.origins = new AllowedOrigins(config.allowedOrigins().orElse(List.of()));
        this.refusalResponder = refusalResponder;
        this.largestBody = largestBody.asLongValue();
    }

    void guard(@Observes Filters filters) {
        filters.register(this::check, BEFORE_ALL_OTHERS);
    }

    void guard(@Observes ManagementInterface management) {
        // Quarkus lets every page read what stands there, and before anybody else is asked; no setting takes that back
        management.router().getRoutes().stream()
                .filter(route -> route.toString().contains(CorsHandler.class.getSimpleName()))
                .forEach(Route::remove);
        management.router().route().order(-BEFORE_ALL_OTHERS).handler(this::check);
    }

    private void check(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        head(request)
                .or(() -> asker(request))
                .or(() -> body(request))
                .or(() -> size(request))
                .ifPresentOrElse(found -> refuse(request, found), exchange::next);
    }

    private void refuse(HttpServerRequest request, Finding found) {
        if (found.refusal() == RequestRefusal.TOO_LARGE) {
            refusalResponder.refuseAndClose(request, found.refusal(), found.value());
        } else {
            refusalResponder.refuse(request, found.refusal(), found.value());
        }
    }

    private static Optional<Finding> head(HttpServerRequest request) {
        if (isMalformed(request)) {
            return Finding.of(RequestRefusal.MALFORMED_ADDRESS, request.uri());
        }
        return SINGLE.stream()
                .filter(name -> request.headers().getAll(name).size() > 1)
                .findFirst()
                .flatMap(name -> Finding.of(RequestRefusal.REPEATED_HEADER, name));
    }

    private Optional<Finding> asker(HttpServerRequest request) {
        if (!names(request).stream().allMatch(hosts::accept)) {
            return Finding.of(RequestRefusal.UNKNOWN_HOST, String.join(" ", names(request)));
        }
        return isForeign(request)
                ? Finding.of(RequestRefusal.ORIGIN_NOT_ALLOWED, request.getHeader(HttpHeaders.ORIGIN))
                : Optional.empty();
    }

    private static Optional<Finding> body(HttpServerRequest request) {
        return AllowedMediaTypes.needPreflight(request.method(), request.headers())
                ? Optional.empty()
                : Finding.of(RequestRefusal.UNSUPPORTED_MEDIA_TYPE, request.getHeader(HttpHeaders.CONTENT_TYPE));
    }

    private Optional<Finding> size(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null && Long.parseLong(length) > largestBody
                ? Finding.of(RequestRefusal.TOO_LARGE, length)
                : Optional.empty();
    }

    private static boolean isMalformed(HttpServerRequest request) {
        List<String> named = request.headers().getAll(HttpHeaders.HOST);
        return named.size() > 1
                || !names(request).stream().allMatch(AllowedHosts::isAuthority)
                || !RequestTarget.isReadable(request.uri());
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
        boolean isOwn = origin == null || names(request).stream().anyMatch(name -> AllowedOrigins.isSame(origin, name));
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

    private record Finding(RequestRefusal refusal, String value) {

        static Optional<Finding> of(RequestRefusal refusal, String value) {
            return Optional.of(new Finding(refusal, value));
        }
    }
}
