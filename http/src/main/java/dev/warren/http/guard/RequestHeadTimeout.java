package dev.warren.http.guard;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Ends a connection that takes too long to say what it asks: from the connection on, and later from the first byte
 * after which nothing was asked. While a request is under way, which may be for as long as a stream is open, it does
 * nothing.
 *
 * <p>Belongs to one connection; everything happens on its event loop.
 */
final class RequestHeadTimeout extends ChannelInboundHandlerAdapter {

    private final Duration limit;
    private final Runnable onSlow;
    private int underWay;
    private Future<?> deadline;

    RequestHeadTimeout(Duration limit, Runnable onSlow) {
        this.limit = limit;
        this.onSlow = onSlow;
    }

    /** A request was read. */
    static void began(Channel channel) {
        onLoop(channel, RequestHeadTimeout::begin);
    }

    /** A request was answered, or its connection is gone. */
    static void ended(Channel channel) {
        onLoop(channel, RequestHeadTimeout::end);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) throws Exception {
        start(context);
        super.channelActive(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) throws Exception {
        if (underWay == 0 && deadline == null) {
            start(context);
        }
        super.channelRead(context, bytes);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        stop();
        super.channelInactive(context);
    }

    private void begin() {
        underWay++;
        stop();
    }

    private void end() {
        underWay--;
    }

    private void start(ChannelHandlerContext context) {
        deadline = context.executor().schedule(() -> endConnection(context), limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void endConnection(ChannelHandlerContext context) {
        onSlow.run();
        var _ = context.close();
    }

    private void stop() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    private static void onLoop(Channel channel, Consumer<RequestHeadTimeout> then) {
        RequestHeadTimeout deadline = channel.pipeline().get(RequestHeadTimeout.class);
        if (deadline == null) {
            return;
        }
        if (channel.eventLoop().inEventLoop()) {
            then.accept(deadline);
        } else {
            channel.eventLoop().execute(() -> then.accept(deadline));
        }
    }
}
