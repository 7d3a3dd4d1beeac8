package dev.warren.amqp.incoming;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AckBatcherTest {

    private static final long SEED = 42;
    private static final int TAGS = 5000;

    /** What the broker is owed, and what became of it; it refuses a tag that it is not owed, as the real one does. */
    private final NavigableSet<Long> owed = new TreeSet<>();

    private final List<Long> acknowledged = new ArrayList<>();
    private final List<Long> returned = new ArrayList<>();
    private int frames;

    @Test
    void everyTagIsSettledOnceInTheWayThatWasAskedForInWhateverOrder() {
        // Given
        List<Long> tags =
                new ArrayList<>(LongStream.rangeClosed(1, TAGS).boxed().toList());
        owed.addAll(tags);
        Random random = new Random(SEED);
        Collections.shuffle(tags, random);
        List<Long> expectedBack = tags.stream().filter(tag -> tag % 7 == 0).toList();

        // When
        try (AckBatcher ackBatcher = new AckBatcher(broker())) {
            for (long tag : tags) {
                if (tag % 7 == 0) {
                    ackBatcher.giveBack(tag);
                } else {
                    ackBatcher.acknowledge(tag);
                }
            }
        }

        // Then
        assertThat(owed).isEmpty();
        assertThat(returned).containsExactlyInAnyOrderElementsOf(expectedBack);
        assertThat(acknowledged).hasSize(TAGS - expectedBack.size()).doesNotHaveDuplicates();
    }

    @Test
    void tagsInOrderTakeFewerFramesThanMessages() {
        // Given
        LongStream.rangeClosed(1, TAGS).forEach(owed::add);

        // When
        try (AckBatcher ackBatcher = new AckBatcher(broker())) {
            LongStream.rangeClosed(1, TAGS).forEach(ackBatcher::acknowledge);
        }

        // Then
        assertThat(owed).isEmpty();
        assertThat(frames).isLessThan(TAGS);
    }

    @Test
    void anErrorGivesTheChannelUpSoThatTheBrokerDeliversAgain() {
        // Given
        List<String> calls = new ArrayList<>();
        Channel broken = (Channel) Proxy.newProxyInstance(
                Channel.class.getClassLoader(), new Class<?>[] {Channel.class}, (proxy, method, arguments) -> {
                    calls.add(method.getName());
                    if ("basicAck".equals(method.getName())) {
                        throw new OutOfMemoryError("of this test");
                    }
                    return null;
                });

        // When
        try (AckBatcher ackBatcher = new AckBatcher(broken)) {
            ackBatcher.acknowledge(1);
        }

        // Then
        assertThat(calls).containsExactly("basicAck", "abort");
    }

    private Channel broker() {
        return (Channel) Proxy.newProxyInstance(
                Channel.class.getClassLoader(), new Class<?>[] {Channel.class}, (proxy, method, arguments) -> {
                    frames++;
                    long tag = (long) arguments[0];
                    assertThat(owed).contains(tag);
                    if ("basicNack".equals(method.getName())) {
                        returned.add(tag);
                        owed.remove(tag);
                    } else {
                        boolean multiple = (boolean) arguments[1];
                        List<Long> settled = multiple ? List.copyOf(owed.headSet(tag, true)) : List.of(tag);
                        acknowledged.addAll(settled);
                        settled.forEach(owed::remove);
                    }
                    return null;
                });
    }
}
