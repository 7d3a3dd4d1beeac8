package dev.warren.modelchain.store;

import dev.warren.contracts.v1.Attribution;
import dev.warren.contracts.v1.EventRef;
import dev.warren.contracts.v1.Failure;
import dev.warren.contracts.v1.Kind;
import dev.warren.contracts.v1.Messages;
import dev.warren.contracts.v1.Outcome;
import dev.warren.contracts.v1.Result;
import dev.warren.modelchain.Ending;
import dev.warren.modelchain.GiveUpException;
import dev.warren.modelchain.Message;
import dev.warren.modelchain.provider.Call;
import dev.warren.modelchain.provider.CallLog;
import dev.warren.modelchain.provider.CallOutcome;
import dev.warren.modelchain.provider.Tokens;
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
final class Doing implements Function<CallLog, Ending> {

    private final Function<CallLog, Ending> end;
    private final CountDownLatch calling = new CountDownLatch(1);
    private final CountDownLatch answer;
    private final List<List<Call>> found = new CopyOnWriteArrayList<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();

    private Doing(Function<CallLog, Ending> end, CountDownLatch answer) {
        this.end = end;
        this.answer = answer;
    }

    static Doing completing() {
        return new Doing(log -> completed(), new CountDownLatch(0));
    }

    /** Completes when {@link #answer()} is called. */
    static Doing waiting() {
        return new Doing(log -> completed(), new CountDownLatch(1));
    }

    static Doing failing() {
        return new Doing(log -> failed(), new CountDownLatch(0));
    }

    static Doing unfinished() {
        return new Doing(log -> new Ending.Unfinished(List.of()), new CountDownLatch(0));
    }

    static Doing breaking() {
        return new Doing(
                log -> {
                    throw new IllegalArgumentException("broken");
                },
                new CountDownLatch(0));
    }

    @Override
    public Ending apply(CallLog log) {
        found.add(log.calls());
        CallLog.Open call = log.begin("primary", "model");
        calls.add(call.id());
        calling.countDown();
        await(answer);
        call.end(CallOutcome.ANSWERED, new Tokens(100, 0, 7, true));
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
    List<Call> found() {
        return found.getLast();
    }

    private static Ending completed() {
        return new Ending.Completed(List.of(new Message("results", "f.completed", id(), "{\"n\":\"" + id() + "\"}")));
    }

    private static Ending failed() {
        Failure failure = new Failure("refused", "No provider answered", false);
        Result result = Result.failed(new EventRef("/s", "e", "t"), "f", Kind.SUMMARY, failure, List.of());
        var event = Messages.result("tester", result, Outcome.FAILED, new Attribution("u", null), Clock.systemUTC());
        String body = new String(new JsonFormat().serialize(event), StandardCharsets.UTF_8);
        return new Ending.Failed(
                List.of(new Message("results", "f.failed", event.getId(), body)),
                new GiveUpException(failure.code(), failure.message()));
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(Instance.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException(new TimeoutException());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
