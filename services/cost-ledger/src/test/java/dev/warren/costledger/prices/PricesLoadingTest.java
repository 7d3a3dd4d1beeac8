package dev.warren.costledger.prices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.costledger.LedgerConfig;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PricesLoadingTest {

    private static final int CALLERS = 500;

    private final AtomicInteger loads = new AtomicInteger();
    private final CountDownLatch mayLoad = new CountDownLatch(1);
    private volatile boolean slow;
    private volatile Instant now = Instant.EPOCH;

    private final Prices prices = new Prices(minutely(), new ClockOfNow()) {
        @Override
        public List<PriceRow> current() {
            loads.incrementAndGet();
            if (slow) {
                waitFor(mayLoad);
            }
            return List.of();
        }
    };

    @Test
    void whenPricesAreOldOneLoadsThemAndTheOthersGoOn() throws Exception {
        // Given
        PriceBook old = prices.book();
        now = now.plus(Duration.ofMinutes(1));
        slow = true;

        // When
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<PriceBook>> books = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                books.add(callers.submit(prices::book));
            }

            // Then
            await().until(() -> books.stream().filter(Future::isDone).count() == CALLERS - 1);
            mayLoad.countDown();
            assertThat(books.stream().map(PricesLoadingTest::get).filter(book -> book != old))
                    .hasSize(1);
        }
        assertThat(loads).hasValue(2);
    }

    @Test
    void whoKnowsNoneWaitsForTheOneWhoLoadsThem() throws Exception {
        // Given
        slow = true;

        // When
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CALLERS; i++) {
                callers.execute(prices::book);
            }
            mayLoad.countDown();
        }

        // Then
        assertThat(loads).hasValue(1);
    }

    @Test
    void whatIsForgottenIsLoadedAtOnce() {
        // Given
        PriceBook old = prices.book();

        // When
        prices.forget();

        // Then
        assertThat(prices.book()).isNotSameAs(old);
        assertThat(loads).hasValue(2);
    }

    private static LedgerConfig minutely() {
        return (LedgerConfig) Proxy.newProxyInstance(
                LedgerConfig.class.getClassLoader(),
                new Class<?>[] {LedgerConfig.class},
                (proxy, key, arguments) -> Duration.ofMinutes(1));
    }

    private static PriceBook get(Future<PriceBook> book) {
        try {
            return book.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class ClockOfNow extends Clock {

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
