package dev.warren.messaging.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import org.junit.jupiter.api.Test;

class StoppingAnswersTest {

    private final EmbeddedChannel connection = new EmbeddedChannel(new StoppingAnswers());

    @Test
    void anAnswerThatOnlySaysThatTheServiceStopsEndsTheConnection() {
        var _ = connection.writeOneOutbound(unavailable());

        assertThat(connection.isOpen()).isFalse();
        assertThat(connection.outboundMessages()).isEmpty();
    }

    @Test
    void anAnswerThatSaysWhyIsSent() {
        FullHttpResponse problem = unavailable();
        problem.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/problem+json");
        connection.writeOutbound(problem);

        assertThat(connection.isOpen()).isTrue();
        assertThat(connection.outboundMessages()).containsExactly(problem);
    }

    private static FullHttpResponse unavailable() {
        return new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.SERVICE_UNAVAILABLE);
    }
}
