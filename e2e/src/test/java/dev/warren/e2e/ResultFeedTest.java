package dev.warren.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResultFeedTest {

    private static final String CAUGHT_UP = "retry: 10\n\nid: start\nevent: caught-up\ndata: {}\n\n";
    private static final String REFUSED = "retry: 10\n\nevent: refused\ndata: {\"data\":{\"detail\":\"Later.\"}}\n\n";
    private static final String RESULT = "id: 0-0a1b2c3d\nevent: result\ndata: {\"id\":\"r-1\"}\n\n";

    private final List<String> positions = new CopyOnWriteArrayList<>();
    private HttpServer notifier;

    @BeforeEach
    void serve() throws IOException {
        notifier = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        notifier.createContext("/v1/stream", this::answer);
        notifier.start();
    }

    @AfterEach
    void stop() {
        notifier.stop(0);
    }

    @Test
    void isOpenOnceItHasAPositionAndGoesOnThereWhenTheConnectionIsLostBeforeTheFirstResult() throws Exception {
        // Given
        List<ResultFeed.Frame> frames = new CopyOnWriteArrayList<>();
        URI stream = URI.create("http://127.0.0.1:" + notifier.getAddress().getPort() + "/v1/stream");

        // When
        try (ResultFeed _ = ResultFeed.open(stream, Duration.ofSeconds(20), frames::add)) {
            // Then
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !frames.isEmpty());
            assertThat(positions).startsWith("none", "none", "start");
            assertThat(frames.getFirst().event()).isEqualTo("result");
            assertThat(frames.getFirst().data().get("id").asText()).isEqualTo("r-1");
        }
    }

    /** Refuses the first connection, cuts the second one behind its position, and has a result for the third one. */
    private void answer(HttpExchange exchange) throws IOException {
        String position = exchange.getRequestHeaders().getFirst("Last-Event-ID");
        positions.add(position == null ? "none" : position);
        String body =
                switch (positions.size()) {
                    case 1 -> REFUSED;
                    case 2 -> CAUGHT_UP;
                    default -> RESULT;
                };
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
        exchange.close();
    }
}
