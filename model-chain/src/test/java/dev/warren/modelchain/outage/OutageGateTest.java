package dev.warren.modelchain.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.warren.modelchain.message.Deadline;
import dev.warren.modelchain.outage.ChainUnavailableException.Finding;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutageGateTest {

    private static final String ANSWER = "answer";

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Provider provider = new Provider();
    private volatile boolean othersWork;
    private OutageGate outageGate = gate(Map.of());

    @AfterEach
    void end() {
        outageGate.stop();
        threads.close();
    }

    @Test
    void everySettingHasADefaultAndTheDefaultsAreValid() {
        // When
        OutageSettings defaults = settings(Map.of());

        // Then
        assertThat(defaults.failures()).isEqualTo(5);
        assertThat(defaults.probeInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(defaults.eventFailures()).isEqualTo(2);
        assertThat(defaults.maxWait()).isEqualTo(Duration.ofMinutes(20));
        assertThat(defaults.maxWaitingEvents()).isEqualTo(32);
        assertThat(OutageSettingsValidator.faults(defaults)).isEmpty();
    }

    @Test
    void everyFaultIsNamedByItsKey() {
        // When
        OutageSettings wrong = settings(Map.of(
                "warren.outage.failures", "0",
                "warren.outage.probe-interval", "0s",
                "warren.outage.event-failures", "0",
                "warren.outage.max-waiting-events", "-1"));

        // Then
        assertThat(OutageSettingsValidator.faults(wrong))
                .containsExactly(
                        "warren.outage.failures: must be at least 1",
                        "warren.outage.probe-interval: must be positive",
                        "warren.outage.event-failures: must be at least 1",
                        "warren.outage.max-waiting-events: must not be negative");
    }

    @Test
    void aPassingFailureStaysInHandAndTriesAgain() {
        // Given
        AtomicInteger tries = new AtomicInteger();

        // When
        String answer = pass(() -> {
            if (tries.incrementAndGet() < 4) {
                throw new ChainUnavailableException(Finding.ASKED, "not yet");
            }
            return ANSWER;
        });

        // Then
        assertThat(answer).isEqualTo(ANSWER);
        assertThat(outageGate.closed()).isFalse();
    }

    @Test
    void theFifthFailureInARowClosesItAndItsEventStaysHoweverOftenItFails() {
        // Given
        provider.fails(Finding.ASKED);

        // When
        Future<String> lonely = threads.submit(() -> pass(provider::ask));

        // Then
        await().until(() -> outageGate.closed() && provider.asked.get() > 20);
        assertThat(lonely).isNotDone();
        provider.answers();
        await().until(lonely::isDone);
        assertThat(lonely.state()).isEqualTo(Future.State.SUCCESS);
    }

    @Test
    void anEventWhoseTimeIsOverLeaves() {
        // Given
        AtomicReference<Duration> left = new AtomicReference<>(Duration.ofMinutes(1));
        provider.fails(Finding.ASKED);
        Future<?> lonely = threads.submit(() -> new Deadline(left::get).during(() -> pass(provider::ask)));
        await().until(() -> outageGate.closed() && outageGate.waiting() == 1);

        // When
        left.set(Duration.ZERO);

        // Then
        await().until(lonely::isDone);
        assertThat(lonely.exceptionNow()).isInstanceOf(ChainUnavailableException.class);
    }

    @Test
    void anAnswerBetweenFailuresStartsTheCountAnew() {
        // Given
        AtomicInteger calls = new AtomicInteger();

        // When
        for (int i = 0; i < 10; i++) {
            pass(() -> {
                if (calls.incrementAndGet() % 4 != 0) {
                    throw new ChainUnavailableException(Finding.ASKED, "not yet");
                }
                return ANSWER;
            });
        }

        // Then
        assertThat(calls).hasValue(40);
        assertThat(outageGate.closed()).isFalse();
    }

    @Test
    void itClosesAtOnceWhenAllAreKnownToBeDown() {
        // Given
        provider.fails(Finding.KNOWN);

        // When
        Future<String> first = threads.submit(() -> pass(provider::ask));

        // Then
        await().until(outageGate::closed);
        assertThat(first).isNotDone();
    }

    @Test
    void oneProbeAtATimeTestsTheWater() {
        // Given
        provider.fails(Finding.KNOWN);
        List<Future<String>> waiting = submit(20);
        await().until(() -> outageGate.closed() && provider.atOnce.get() == 0);
        provider.most.set(0);

        // When
        int before = provider.asked.get();
        await().until(() -> provider.asked.get() > before + 40);

        // Then
        assertThat(provider.most).hasValue(1);
        assertThat(waiting).noneMatch(Future::isDone);
    }

    @Test
    void anAnswerOpensItForAll() throws Exception {
        // Given
        provider.fails(Finding.KNOWN);
        List<Future<String>> waiting = submit(50);
        await().until(outageGate::closed);

        // When
        provider.answers();

        // Then
        for (Future<String> each : waiting) {
            assertThat(each.get()).isEqualTo(ANSWER);
        }
        assertThat(outageGate.closed()).isFalse();
        assertThat(outageGate.waiting()).isZero();
    }

    @Test
    void thePoisonAmongThoseWhoWaitLeavesOnceTheOthersAreAnswered() {
        // Given
        provider.fails(Finding.ASKED);
        Future<String> poison = threads.submit(() -> pass(() -> {
            throw new ChainUnavailableException(Finding.ASKED, "no answer to this one, ever");
        }));
        List<Future<String>> others = submit(10);
        await().until(() -> outageGate.closed() && outageGate.waiting() >= 10);

        // When
        provider.answers();

        // Then
        await().until(() -> {
            submit(1).getFirst().get();
            return poison.isDone();
        });
        assertThat(poison.exceptionNow()).isInstanceOf(ChainUnavailableException.class);
        assertThat(others).allMatch(Future::isDone).allMatch(each -> each.state() == Future.State.SUCCESS);
    }

    @Test
    void anEventThatFailsWhileOthersAreAnsweredLeavesAfterTwoMoreTries() {
        // Given
        AtomicInteger tries = new AtomicInteger();

        // When
        Throwable thrown = catchThrowable(() -> pass(() -> {
            tries.incrementAndGet();
            pass(provider::ask);
            throw new ChainUnavailableException(Finding.ASKED, "no answer to this one, ever");
        }));

        // Then
        assertThat(thrown).isInstanceOf(ChainUnavailableException.class);
        assertThat(tries).hasValue(3);
    }

    @Test
    void thoseWhoWaitTakeTurnsAsProbes() {
        // Given
        Map<Integer, Integer> asked = new ConcurrentHashMap<>();
        List<Future<String>> visitors = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int visitor = i;
            visitors.add(threads.submit(() -> pass(() -> {
                asked.merge(visitor, 1, Integer::sum);
                throw new ChainUnavailableException(Finding.KNOWN, "down");
            })));
        }

        // When
        await().until(() -> asked.values().stream().mapToInt(Integer::intValue).sum() >= 44);

        // Then
        assertThat(visitors).noneMatch(Future::isDone);
        assertThat(asked.values()).hasSize(4).allMatch(times -> times >= 9);
    }

    @Test
    void withoutALimitToWaitItLeavesAtOnce() {
        // Given
        outageGate = gate(Map.of("warren.outage.max-wait", "0s"));
        provider.fails(Finding.ASKED);

        // When
        Throwable thrown = catchThrowable(() -> pass(provider::ask));

        // Then
        assertThat(thrown).isInstanceOf(ChainUnavailableException.class);
        assertThat(provider.asked).hasValue(1);
    }

    @Test
    void waitingEndsAtTheLimit() {
        // Given
        outageGate = gate(Map.of("warren.outage.max-wait", "100ms"));
        provider.fails(Finding.KNOWN);

        // When, Then
        assertThatExceptionOfType(ChainDownException.class).isThrownBy(() -> pass(provider::ask));
    }

    @Test
    void aStopEndsAllWaits() {
        // Given
        outageGate = gate(Map.of("warren.outage.probe-interval", "1h"));
        provider.fails(Finding.KNOWN);
        List<Future<String>> waiting = submit(20);
        await().until(() -> outageGate.waiting() == 20);

        // When
        outageGate.stop();

        // Then
        await().until(() -> waiting.stream().allMatch(Future::isDone));
        assertThat(waiting).allMatch(each -> each.exceptionNow() instanceof ChainDownException);
        assertThatExceptionOfType(ChainDownException.class).isThrownBy(() -> pass(provider::ask));
    }

    @Test
    void whileOthersWorkOnlyAFewMayWait() {
        // Given
        othersWork = true;
        outageGate = gate(Map.of("warren.outage.max-waiting-events", "3", "warren.outage.probe-interval", "1h"));
        provider.fails(Finding.KNOWN);

        // When
        List<Future<String>> visitors = submit(10);

        // Then
        await().until(() -> visitors.stream().filter(Future::isDone).count() == 7);
        assertThat(outageGate.waiting()).isEqualTo(3);
        assertThat(visitors)
                .filteredOn(Future::isDone)
                .allMatch(each -> each.exceptionNow() instanceof ChainDownException);
    }

    @Test
    void whatIsKnownWaitsForNobodyAndIsNoSignOfLife() {
        // Given
        provider.fails(Finding.KNOWN);
        List<Future<String>> waiting = submit(3);
        await().until(outageGate::closed);

        // When
        String known = outageGate.pass(new Known());

        // Then
        assertThat(known).isEqualTo(ANSWER);
        assertThat(outageGate.closed()).isTrue();
        assertThat(waiting).noneMatch(Future::isDone);
    }

    @Test
    void whoIsAnsweredWithoutThatAProviderWasHeardMakesNoFailureAnEventsOwn() {
        // Given
        provider.fails(Finding.ASKED);
        outageGate = gate(Map.of("warren.outage.failures", "100", "warren.outage.event-failures", "1"));
        Future<String> event = threads.submit(() -> pass(provider::ask));
        int asked = provider.asked.get();

        // When
        for (int i = 0; i < 10; i++) {
            int before = provider.asked.get();
            outageGate.pass(new Known());
            await().until(() -> provider.asked.get() > before);
        }

        // Then
        assertThat(provider.asked.get()).isGreaterThan(asked);
        assertThat(event).isNotDone();
    }

    @Test
    void anErrorOfAProbeLeavesItsPlaceToTheNext() throws Exception {
        // Given
        AtomicBoolean down = new AtomicBoolean(true);
        AtomicBoolean broken = new AtomicBoolean();
        Supplier<String> asking = () -> {
            if (broken.compareAndSet(true, false)) {
                throw new OutOfMemoryError("of this test");
            }
            if (down.get()) {
                throw new ChainUnavailableException(Finding.KNOWN, "down");
            }
            return ANSWER;
        };
        List<Future<String>> visitors = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            visitors.add(threads.submit(() -> pass(asking)));
        }
        await().until(() -> outageGate.closed() && outageGate.waiting() == 3);

        // When
        broken.set(true);
        await().until(() -> visitors.stream().anyMatch(Future::isDone));
        down.set(false);

        // Then
        await().until(() -> visitors.stream().allMatch(Future::isDone));
        assertThat(visitors.stream().filter(each -> each.state() == Future.State.SUCCESS))
                .hasSize(2);
    }

    @Test
    void whoHasWaitedForAnOutageThatOthersFoundTooHasMadeNoAttempt() {
        // Given
        outageGate = gate(Map.of("warren.outage.max-wait", "300ms"));
        provider.fails(Finding.ASKED);

        // When
        List<Future<String>> visitors = submit(3);

        // Then
        await().until(() -> visitors.stream().allMatch(Future::isDone));
        assertThat(visitors).allMatch(each -> each.exceptionNow() instanceof ChainDownException);
    }

    @Test
    void whoAloneHasFoundEveryoneDownHasMadeAnAttempt() {
        // Given
        outageGate = gate(Map.of("warren.outage.max-wait", "100ms"));
        provider.fails(Finding.ASKED);

        // When, Then
        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(ChainUnavailableException.class).isThrownBy(() -> pass(provider::ask));
        }
    }

    @Test
    void aLackOfRoomIsWaitedOutAndIsNoOutage() throws Exception {
        // Given
        provider.fails(Finding.BUSY);
        List<Future<String>> visitors = submit(10);
        await().until(() -> provider.asked.get() > 40);
        boolean closed = outageGate.closed();

        // When
        provider.answers();

        // Then
        assertThat(closed).isFalse();
        for (Future<String> each : visitors) {
            assertThat(each.get()).isEqualTo(ANSWER);
        }
    }

    @Test
    void aRefusalIsASignOfLife() {
        // Given
        provider.fails(Finding.KNOWN);
        List<Future<String>> waiting = submit(1);
        await().until(outageGate::closed);

        // When
        Throwable thrown = catchThrowable(() -> pass(() -> {
            throw new IllegalArgumentException("refused");
        }));

        // Then
        assertThat(thrown).isInstanceOf(IllegalArgumentException.class);
        provider.answers();
        await().until(() -> waiting.getFirst().isDone());
    }

    @Test
    void whoWasHeardAndNotAnsweredIsNotAskedForAgainAndItIsASignOfLife() {
        // Given
        provider.fails(Finding.KNOWN);
        List<Future<String>> waiting = submit(3);
        await().until(outageGate::closed);
        HeardInVain asking = new HeardInVain();

        // When
        Future<String> visitor = threads.submit(() -> outageGate.pass(asking));

        // Then
        await().until(visitor::isDone);
        assertThat(visitor.exceptionNow()).isInstanceOf(ChainUnavailableException.class);
        assertThat(asking.asked).hasValue(1);
        provider.answers();
        await().until(() -> waiting.stream().allMatch(Future::isDone));
    }

    @Test
    void whatGoesWrongAfterAProbeShutsNobodyOut() {
        // Given
        provider.fails(Finding.KNOWN);
        List<Future<String>> waiting = submit(1);
        await().until(outageGate::closed);

        // When
        Throwable thrown = catchThrowable(() -> outageGate.pass(new Broken()));

        // Then
        assertThat(thrown).isInstanceOf(IllegalStateException.class);
        provider.answers();
        await().until(() -> waiting.stream().allMatch(Future::isDone));
    }

    @Test
    void whoLeavesWithoutHavingLearnedAnythingLetsTheNextTestTheWaterAtOnce() {
        // Given
        outageGate = gate(Map.of("warren.outage.probe-interval", "1s"));
        provider.fails(Finding.KNOWN);
        submit(1);
        await().until(outageGate::closed);

        // When
        List<Future<String>> spent = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            spent.add(threads.submit(() -> pass(() -> {
                throw new IllegalStateException("the budget is spent");
            })));
        }

        // Then
        await().atMost(Duration.ofSeconds(15)).until(() -> spent.stream().allMatch(Future::isDone));
    }

    @Test
    void whatMustNotWaitIsDoneBeforeEachWait() {
        // Given
        provider.fails(Finding.KNOWN);
        submit(1);
        await().until(outageGate::closed);
        Hasty hasty = new Hasty(provider);

        // When
        Future<String> waiting = threads.submit(() -> outageGate.pass(hasty));

        // Then
        await().until(() -> hasty.asked.get() > 2);
        assertThat(waiting).isNotDone();
        assertThat(hasty.prepared.get()).isGreaterThan(hasty.asked.get() - 1);
    }

    private String pass(Supplier<String> asking) {
        return outageGate.pass(new SimpleChainCaller<>(asking));
    }

    private List<Future<String>> submit(int visitors) {
        List<Future<String>> submitted = new ArrayList<>();
        for (int i = 0; i < visitors; i++) {
            submitted.add(threads.submit(() -> pass(provider::ask)));
        }
        return submitted;
    }

    private OutageGate gate(Map<String, String> written) {
        Map<String, String> all = new HashMap<>(Map.of("warren.outage.probe-interval", "5ms"));
        all.putAll(written);
        return new OutageGate("test", settings(all), () -> othersWork);
    }

    private static OutageSettings settings(Map<String, String> written) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(OutageSettings.class)
                .withSources(new PropertiesConfigSource(written, "written", 100))
                .build()
                .getConfigMapping(OutageSettings.class);
    }

    /** Need not ask, and is not heard. */
    private static final class Known implements ChainCaller<String> {

        @Override
        public Optional<String> known() {
            return Optional.of(ANSWER);
        }

        @Override
        public String ask() {
            return ANSWER;
        }

        @Override
        public boolean wasHeard() {
            return false;
        }
    }

    /** One provider says what is of no use, and the others are away. */
    private static final class HeardInVain implements ChainCaller<String> {

        private final AtomicInteger asked = new AtomicInteger();

        @Override
        public Optional<String> known() {
            return Optional.empty();
        }

        @Override
        public String ask() {
            asked.incrementAndGet();
            throw new ChainUnavailableException(Finding.ASKED, "malformed, unavailable");
        }

        @Override
        public boolean wasHeard() {
            return true;
        }
    }

    /** Has something to do before it waits. */
    private static final class Hasty implements ChainCaller<String> {

        private final AtomicInteger asked = new AtomicInteger();
        private final AtomicInteger prepared = new AtomicInteger();
        private final Provider provider;

        private Hasty(Provider provider) {
            this.provider = provider;
        }

        @Override
        public Optional<String> known() {
            return Optional.empty();
        }

        @Override
        public String ask() {
            asked.incrementAndGet();
            return provider.ask();
        }

        @Override
        public void beforeWaiting() {
            prepared.incrementAndGet();
        }

        @Override
        public boolean wasHeard() {
            return false;
        }
    }

    /** Does not even know whether it was heard. */
    private static final class Broken implements ChainCaller<String> {

        @Override
        public Optional<String> known() {
            return Optional.empty();
        }

        @Override
        public String ask() {
            return ANSWER;
        }

        @Override
        public boolean wasHeard() {
            throw new IllegalStateException("of this test");
        }
    }

    /** Answers or not, and counts. */
    private static final class Provider {

        private final AtomicInteger asked = new AtomicInteger();
        private final AtomicInteger atOnce = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();
        private volatile Finding down;

        void fails(Finding finding) {
            down = finding;
        }

        void answers() {
            down = null;
        }

        String ask() {
            asked.incrementAndGet();
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            try {
                Finding finding = down;
                if (finding != null) {
                    throw new ChainUnavailableException(finding, "down");
                }
                return ANSWER;
            } finally {
                atOnce.decrementAndGet();
            }
        }
    }
}
