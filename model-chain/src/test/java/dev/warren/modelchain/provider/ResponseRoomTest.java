package dev.warren.modelchain.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResponseRoomTest {

    private final ResponseRoom room = new ResponseRoom(100, 150);
    private final List<RuntimeException> ended = new ArrayList<>();

    @Test
    void oneThatIsTooLargeIsEnded() {
        // Given
        ResponseRoom.Share share = room.share(ended::add);
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
        room.share(ended::add).take(90);
        ResponseRoom.Share small = room.share(_ -> {
            throw new IllegalStateException("the larger one is ended");
        });

        // When
        small.take(61);
        small.take(20);

        // Then
        assertThat(ended).singleElement().isInstanceOf(NoRoomException.class);
    }

    @Test
    void whatIsOverLeavesItsRoom() {
        // When
        for (int i = 0; i < 10; i++) {
            ResponseRoom.Share share = room.share(ended::add);
            share.take(80);
            share.free();
            share.free();
        }

        // Then
        room.share(ended::add).take(80);
        assertThat(ended).isEmpty();
    }

    @Test
    void oneThatIsAloneHasAsMuchAsAnyOneMayHave() {
        // Given
        ResponseRoom narrow = new ResponseRoom(100, 10);

        // When
        narrow.share(ended::add).take(100);

        // Then
        assertThat(ended).isEmpty();
    }
}
