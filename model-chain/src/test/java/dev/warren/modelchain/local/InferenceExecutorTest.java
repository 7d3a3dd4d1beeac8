package dev.warren.modelchain.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class InferenceExecutorTest {

    private final InferenceExecutor inferenceExecutor = InferenceExecutor.onAllProcessors();
    private final ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicBoolean over = new AtomicBoolean();

    @AfterEach
    void stop() {
        over.set(true);
        virtual.close();
        inferenceExecutor.close();
    }

    @Test
    void whileAllItsThreadsComputeVirtualThreadsGoOn() throws Exception {
        // Given
        int calls = 8 * inferenceExecutor.size();
        List<Future<Boolean>> computing = IntStream.range(0, calls)
                .mapToObj(_ -> virtual.submit(() -> inferenceExecutor.compute(this::computeUntilItIsOver)))
                .toList();
        await().until(() -> inferenceExecutor.busy() == inferenceExecutor.size()
                && inferenceExecutor.waiting() == calls - inferenceExecutor.size());

        // When
        CountDownLatch wentOn = new CountDownLatch(1000);
        for (int i = 0; i < 1000; i++) {
            virtual.execute(wentOn::countDown);
        }

        // Then
        assertThat(wentOn.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(computing).noneMatch(Future::isDone);
        over.set(true);
        for (Future<Boolean> each : computing) {
            assertThat(each.get()).as("was on a platform thread").isTrue();
        }
    }

    @Test
    void whoIsInterruptedWaitsNoLongerAndNothingIsComputedForItAnyMore() throws InterruptedException {
        // Given
        Thread waiting = Thread.startVirtualThread(() -> {
            try {
                inferenceExecutor.compute(this::computeUntilItIsOver);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        await().until(() -> inferenceExecutor.busy() == 1);

        // When
        waiting.interrupt();

        // Then
        assertThat(waiting.join(java.time.Duration.ofSeconds(5))).isTrue();
        await().until(() -> inferenceExecutor.busy() == 0);
    }

    @Test
    void whatTheWorkThrowsReachesTheCaller() {
        assertThatThrownBy(() -> inferenceExecutor.compute(() -> {
                    throw new IllegalArgumentException("no text");
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no text");
        assertThatThrownBy(() -> inferenceExecutor.compute(() -> {
                    throw new UnsatisfiedLinkError("no library");
                }))
                .isInstanceOf(UnsatisfiedLinkError.class);
    }

    private boolean computeUntilItIsOver() {
        while (!over.get() && !Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
        }
        return !Thread.currentThread().isVirtual();
    }
}
