package dev.warren.http.guard;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpRequestDecoder;
import java.util.List;
import java.util.function.Supplier;

/**
 * Admits connections on a port up to a limit per client, and installs the {@link RequestHeadTimeout} and the
 * {@link MalformedRequestHandler} of each.
 */
@Sharable
final class ConnectionAdmission extends ChannelInboundHandlerAdapter {

    private final Supplier<RequestHeadTimeout> deadlines;
    private final Supplier<MalformedRequestHandler> answers;
    private final ConnectionShares connectionShares;
    private final Runnable onTooMany;

    ConnectionAdmission(
            Supplier<RequestHeadTimeout> deadlines,
            Supplier<MalformedRequestHandler> answers,
            ConnectionShares connectionShares,
            Runnable onTooMany) {
        this.deadlines = deadlines;
        this.answers = answers;
        this.connectionShares = connectionShares;
        this.onTooMany = onTooMany;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object accepted) throws Exception {
        Channel connection = (Channel) accepted;
        String client = ClientAddresses.of(connection.remoteAddress())
                + context.channel().localAddress();
        if (connectionShares.take(client)) {
            connection.closeFuture().addListener(closed -> connectionShares.giveBack(client));
            connection.pipeline().addFirst(deadlines.get(), new BehindTheDecoder(answers.get()));
            super.channelRead(context, connection);
        } else {
            connection.unsafe().closeForcibly();
            onTooMany.run();
        }
    }

    /** Moves behind whatever first reads the bytes, until a decoder stands next, and puts the handler behind that. */
    private static final class BehindTheDecoder extends ChannelInboundHandlerAdapter {

        private final MalformedRequestHandler answers;

        BehindTheDecoder(MalformedRequestHandler answers) {
            this.answers = answers;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            ChannelPipeline pipeline = context.pipeline();
            ChannelHandlerContext decoder = pipeline.context(HttpRequestDecoder.class);
            String next = next(context);
            if (decoder != null) {
                pipeline.addAfter(decoder.name(), null, answers);
            } else if (pipeline.get(next) != null) {
                pipeline.addAfter(next, null, new BehindTheDecoder(answers));
            }
            context.fireChannelRead(bytes);
            if (!context.isRemoved()) { // as all handlers are by an upgrade to HTTP/2
                pipeline.remove(this);
            }
        }

        private static String next(ChannelHandlerContext context) {
            List<String> names = context.pipeline().names();
            return names.get(names.indexOf(context.name()) + 1);
        }
    }
}
