package dev.warren.modelchain.provider.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.modelchain.turn.Permit.Load;
import io.vertx.core.http.HttpClientRequest;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IncomingResponseTest {

    private final ResponseMemoryLimit memoryLimit = new ResponseMemoryLimit(100, 150);
    private final IncomingResponse response = new IncomingResponse(memoryLimit);
    private final List<String> calls = new ArrayList<>();
    private final HttpClientRequest request = (HttpClientRequest) Proxy.newProxyInstance(
            HttpClientRequest.class.getClassLoader(),
            new Class<?>[] {HttpClientRequest.class},
            (proxy, method, arguments) -> {
                calls.add(method.getName());
                return true;
            });

    @Test
    void oneThatBeginsWhenItsCallIsOverIsEndedAndTakesNoRoom() {
        // Given
        response.end();

        // When
        response.begins(request);
        response.grows(90);

        // Then
        assertThat(calls).containsExactly("reset");
        memoryLimit.share(why -> calls.add("other")).take(100);
        assertThat(calls).containsExactly("reset");
    }

    @Test
    void oneThatGoesOnWhenItsCallIsOverIsEnded() {
        // Given
        response.begins(request);

        // When
        response.end();

        // Then
        assertThat(calls).containsExactly("reset");
    }

    @Test
    void oneThatIsWholeIsLeftAlone() {
        // Given
        response.begins(request);
        response.isWhole();

        // When
        response.end();

        // Then
        assertThat(calls).isEmpty();
        assertThat(response.brokenOff()).isEmpty();
    }

    @Test
    void whatIsBrokenOffForWantOfRoomIsTooMuchLoad() {
        // Given
        response.begins(request);
        response.grows(90);

        // When
        memoryLimit.share(why -> calls.add("other")).take(70);

        // Then
        assertThat(calls).containsExactly("reset");
        assertThat(response.brokenOff()).contains(Load.TOO_MUCH);
    }
}
