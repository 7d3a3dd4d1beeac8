package dev.warren.modelchain.store;

import dev.warren.contracts.ContractCodec;
import dev.warren.contracts.event.Attribution;
import dev.warren.contracts.v1.EventRef;
import dev.warren.contracts.v1.Failure;
import dev.warren.contracts.v1.Outcome;
import dev.warren.contracts.v1.Result;
import dev.warren.modelchain.ending.FeatureFailedException;
import dev.warren.modelchain.ending.FeatureOutcome;
import dev.warren.modelchain.message.OutboundMessage;
import dev.warren.modelchain.provider.CallLog;
import dev.warren.modelchain.provider.CallLogEntry;
import dev.warren.modelchain.provider.CallOutcome;
import dev.warren.modelchain.provider.TokenCounts;
import io.cloudevents.jackson.JsonFormat;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Work that makes one call and ends as a test says; counts the calls, and can stand still while one is made. */
final class ScriptedWork implements Function<CallLog, FeatureOutcome> {

    private final Function<CallLog, FeatureOutcome> end;
    private final CountDownLatch calling = new CountDownLatch(1);
    private final CountDownLatch answer;
    private final List<List<CallLogEntry>> found = new CopyOnWriteArrayList<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();

    private ScriptedWork(Function<CallLog, FeatureOutcome> end, CountDownLatch answer) {
        this.end = end;
        this.answer = answer;
    }

    static ScriptedWork completing() {
        return new ScriptedWork(log -> completed(), new CountDownLatch(0));
    }

    /** Completes when {@link #answer()} is called. */
    static ScriptedWork waiting() {
        return new ScriptedWork(log -> completed(), new CountDownLatch(1));
    }

    static ScriptedWork failing() {
        return new ScriptedWork(log -> failed(), new CountDownLatch(0));
    }

    static ScriptedWork unfinished() {
        return new ScriptedWork(log -> new FeatureOutcome.Unfinished(List.of()), new CountDownLatch(0));
    }

    static ScriptedWork breaking() {
        return new ScriptedWork(
                log -> {
                    throw new IllegalArgumentException("broken");
                },
                new CountDownLatch(0));
    }

    @Override
    public FeatureOutcome apply(CallLog log) {
        found.add(log.calls());
        CallLog.Open call = log.begin("primary", "model");
        calls.add(call.id());
        calling.countDown();
        await(answer);
        call.end(CallOutcome.ANSWERED, new TokenCounts(100, 0, 7, true));
        return end.apply(log);
    }

    void answer() {
        answer.countDown();
    }

    void awaitCall() {
        await(calling);
    }

    /** The ids of the calls that were made. */
    List<String> calls() {
        return calls;
    }

    /** What was known to have been asked before, each time that the work was begun. */
    List<CallLogEntry> found() {
        return found.getLast();
    }

    private static FeatureOutcome completed() {
        return new FeatureOutcome.Completed(
                List.of(new OutboundMessage("results", "f.completed", id(), "{\"n\":\"" + id() + "\"}")));
    }

    private static FeatureOutcome failed() {
        Failure failure = new Failure("refused", "No provider answered", false);
        Result result = Result.failed(new EventRef("/s", "e", "t"), "f", "verdict", failure, List.of());
        var event =
                ContractCodec.result("tester", result, Outcome.FAILED, new Attribution("u", null), Clock.systemUTC());
        String body = new String(new JsonFormat().serialize(event), StandardCharsets.UTF_8);
        return new FeatureOutcome.Failed(
                List.of(new OutboundMessage("results", "f.failed", event.getId(), body)),
                new FeatureFailedException(failure.code(), failure.message()));
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(StoreInstance.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException(new TimeoutException());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
