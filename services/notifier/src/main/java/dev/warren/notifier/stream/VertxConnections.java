package dev.warren.notifier.stream;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;

/** What Vert.x does not offer for connections. */
final class VertxConnections {

    private VertxConnections() {}

    /**
     * Gives up a request at once, with everything that is still to be sent. Vert.x itself closes an HTTP/1 connection
     * only after its client has read everything, which is what the client at hand does not do.
     */
    static void abort(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset();
        } else {
            Channel channel = ((ConnectionBase) request.connection()).channel();
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            // from in front of the handler of Vert.x, which would wait until everything is sent
            var _ = channel.pipeline().firstContext().close();
        }
    }
}
