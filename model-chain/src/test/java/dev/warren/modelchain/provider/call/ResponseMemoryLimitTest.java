package dev.warren.modelchain.provider.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResponseMemoryLimitTest {

    private final ResponseMemoryLimit memoryLimit = new ResponseMemoryLimit(100, 150);
    private final List<RuntimeException> ended = new ArrayList<>();

    @Test
    void oneThatIsTooLargeIsEnded() {
        // Given
        ResponseMemoryLimit.Share share = memoryLimit.share(ended::add);
        share.take(100);
        assertThat(ended).isEmpty();

        // When
        share.take(1);
        share.take(1);

        // Then
        assertThat(ended).singleElement().isInstanceOf(ResponseTooLargeException.class);
    }

    @Test
    void whereThereIsTooMuchOfAllTheLargestIsEndedAndTheOthersGoOn() {
        // Given
        memoryLimit.share(ended::add).take(90);
        ResponseMemoryLimit.Share small = memoryLimit.share(_ -> {
            throw new IllegalStateException("the larger one is ended");
        });

        // When
        small.take(61);
        small.take(20);

        // Then
        assertThat(ended).singleElement().isInstanceOf(ResponseMemoryException.class);
    }

    @Test
    void whatIsOverLeavesItsRoom() {
        // When
        for (int i = 0; i < 10; i++) {
            ResponseMemoryLimit.Share share = memoryLimit.share(ended::add);
            share.take(80);
            share.free();
            share.free();
        }

        // Then
        memoryLimit.share(ended::add).take(80);
        assertThat(ended).isEmpty();
    }

    @Test
    void oneThatIsAloneHasAsMuchAsAnyOneMayHave() {
        // Given
        ResponseMemoryLimit narrow = new ResponseMemoryLimit(100, 10);

        // When
        narrow.share(ended::add).take(100);

        // Then
        assertThat(ended).isEmpty();
    }
}
