package dev.warren.http.guard;

import io.netty.channel.SingleThreadEventLoop;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.ManagementInterface;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Ends requests that trickle in, on every port: their heads, which no route sees, and their bodies. Leaves nobody more
 * than a share of the connections.
 */
@Singleton
class SlowRequestGuard {

    private static final String NOTHING = "0";
    private static final Set<HttpMethod> BODILESS = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final HttpConfig config;
    private final RefusalResponder refusalResponder;
    private final SlowBodyTimeout slowBodyTimeout;

    SlowRequestGuard(HttpConfig config, RefusalResponder refusalResponder, SlowBodyTimeout slowBodyTimeout) {
        this.config = config;
        this.refusalResponder = refusalResponder;
        this.slowBodyTimeout = slowBodyTimeout;
    }

    /**
     * Stands at every port that opens, the management port and those of a restarted server included. Vert.x has no way
     * of its own to a connection that has asked nothing yet, and says of no port when it opens.
     */
    void watch(@Observes StartupEvent start, Vertx vertx) {
        ConnectionAdmission connectionAdmission = new ConnectionAdmission(
                this::headDeadline,
                this::malformedRequests,
                new ConnectionShares(config.maxConnectionsPerAddress()),
                () -> refusalResponder.note(RequestRefusal.TOO_MANY_CONNECTIONS, ""));
        ((VertxInternal) vertx)
                .getAcceptorEventLoopGroup()
                .forEach(loop -> watch((SingleThreadEventLoop) loop, connectionAdmission));
    }

    private static void watch(SingleThreadEventLoop loop, ConnectionAdmission connectionAdmission) {
        var _ = loop.scheduleWithFixedDelay(
                () -> standAtPorts(loop, connectionAdmission), 0, BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void standAtPorts(SingleThreadEventLoop loop, ConnectionAdmission connectionAdmission) {
        loop.registeredChannelsIterator().forEachRemaining(port -> {
            if (port.pipeline().get(ConnectionAdmission.class) == null) {
                port.pipeline().addFirst(connectionAdmission);
            }
        });
    }

    private RequestHeadTimeout headDeadline() {
        return new RequestHeadTimeout(
                config.headTimeout(), () -> refusalResponder.note(RequestRefusal.REQUEST_TIMEOUT, "head"));
    }

    private MalformedRequestHandler malformedRequests() {
        return new MalformedRequestHandler(this::problem);
    }

    void watch(@Observes Filters filters) {
        filters.register(this::watch, RequestGuard.BEFORE_ALL_OTHERS + 1);
    }

    void watch(@Observes ManagementInterface management) {
        management.router().route().order(-RequestGuard.BEFORE_ALL_OTHERS - 1).handler(this::watch);
    }

    /** A failure that can be told to nobody is no error for the log. */
    void quieten(@Observes Router router) {
        router.route().order(-RequestGuard.BEFORE_ALL_OTHERS).failureHandler(exchange -> {
            if (!AbortedRequestMapper.hasNoReader(exchange.response())) {
                exchange.next();
            }
        });
    }

    private byte[] problem(RequestRefusal requestRefusal) {
        refusalResponder.note(requestRefusal, "");
        return refusalResponder.json(requestRefusal.problem(""));
    }

    private void watch(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        var channel = ((ConnectionBase) request.connection()).channel();
        RequestHeadTimeout.began(channel);
        exchange.addEndHandler(ended -> RequestHeadTimeout.ended(channel));
        if (hasBody(request)) {
            long timer =
                    exchange.vertx().setTimer(config.bodyTimeout().toMillis(), due -> slowBodyTimeout.end(request));
            exchange.addEndHandler(ended -> exchange.vertx().cancelTimer(timer));
        }
        exchange.next();
    }

    /** A stream is asked for without a body, and stays open; in HTTP/2 no header says that there is none. */
    private static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        boolean isSaid = request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
                || (length != null && !length.equals(NOTHING));
        boolean isUsual = request.version() == HttpVersion.HTTP_2 && !BODILESS.contains(request.method());
        return !request.isEnded() && (isSaid || isUsual);
    }
}
