package dev.warren.messaging.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.ReferenceCountUtil;

/**
 * Ends the connection instead of the 503 without a word that Quarkus has for every request while the service stops. Who
 * asked tries another connection; an {@code EventSource} would take the 503 for the end of the stream, and never come
 * back.
 */
final class StoppingAnswers extends ChannelOutboundHandlerAdapter {

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof HttpResponse response && isOfStopping(response)) {
            ReferenceCountUtil.release(message);
            var _ = context.close(promise);
        } else {
            super.write(context, message, promise);
        }
    }

    private static boolean isOfStopping(HttpResponse response) {
        return response.status().equals(HttpResponseStatus.SERVICE_UNAVAILABLE)
                && !response.headers().contains(HttpHeaderNames.CONTENT_TYPE);
    }
}
