package dev.warren.http.guard;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.function.Function;

/**
 * Answers what is no HTTP, or has an address that cannot be read, too long a line or a head, with a problem, and ends
 * the connection. Without it, such requests are answered without a body before any route sees them.
 */
final class MalformedRequestHandler extends ChannelInboundHandlerAdapter {

    /** What only OPTIONS may be asked of (RFC 9112, 3.2.4). */
    private static final String ANY = "*";

    private final Function<RequestRefusal, byte[]> problems;
    private boolean refused;

    MalformedRequestHandler(Function<RequestRefusal, byte[]> problems) {
        this.problems = problems;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (refused) {
            ReferenceCountUtil.release(message);
        } else if (message instanceof HttpRequest request && isMalformed(request)) {
            refused = true;
            ReferenceCountUtil.release(message);
            refuse(context, refusal(request));
        } else {
            super.channelRead(context, message);
        }
    }

    private static boolean isMalformed(HttpRequest request) {
        return request.decoderResult().isFailure()
                || !RequestTarget.isReadable(request.uri())
                || (request.uri().equals(ANY) && !request.method().equals(HttpMethod.OPTIONS))
                || (request.protocolVersion().equals(HttpVersion.HTTP_1_1)
                        && !request.headers().contains(HttpHeaderNames.HOST));
    }

    private static RequestRefusal refusal(HttpRequest request) {
        Throwable cause = request.decoderResult().cause();
        if (cause instanceof TooLongHttpLineException) {
            return RequestRefusal.URI_TOO_LONG;
        }
        if (cause instanceof TooLongFrameException) {
            return RequestRefusal.HEADERS_TOO_LARGE;
        }
        return cause == null ? RequestRefusal.MALFORMED_ADDRESS : RequestRefusal.MALFORMED_HTTP;
    }

    private void refuse(ChannelHandlerContext context, RequestRefusal requestRefusal) {
        byte[] body = problems.apply(requestRefusal);
        var response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(requestRefusal.status()),
                Unpooled.wrappedBuffer(body));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, HttpProblem.MEDIA_TYPE.toString())
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        context.pipeline().writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }
}
