package dev.warren.bench.faults;

import dev.warren.bench.lab.FakeOpenAi.Behaviour;
import dev.warren.bench.lab.Suite;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Something that goes wrong during the flow, and is put right again. */
@FunctionalInterface
public interface Fault {

    /** How long something stays broken. */
    Duration A_WHILE = Duration.ofSeconds(6);

    /** How long something stays away that outlasts all delays. */
    Duration LONG = Duration.ofMinutes(25);

    /** Returns when what it broke works again. */
    void strike(Stage stage) throws InterruptedException;

    /** SIGKILL of a service, and its restart. */
    static Fault kill(String service) {
        return stage -> stage.kill(service);
    }

    /** SIGTERM of services in the middle of their work, one after the other, and their restart. */
    static Fault stop(String... services) {
        return stage -> List.of(services).forEach(stage::restart);
    }

    /** SIGKILL of a service, and its restart after a long time. */
    static Fault away(String service) {
        return stage -> {
            stage.suite().service(service).kill();
            pause(stage.time().of(LONG));
            stage.suite().service(service).start(Map.of());
            stage.suite().service(service).awaitReady();
        };
    }

    /** From now on money is set aside for every call, as each user has a hard budget, which is never used up. */
    static Fault hardBudgets() {
        return Stage::limitEveryUser;
    }

    /** The first provider is away for a long time. */
    static Fault primaryAway() {
        return stage -> {
            stage.providers().primary().stop();
            pause(stage.time().of(LONG));
            stage.providers().primary().resume();
        };
    }

    /** The first provider answers 500 for a long time: what it is asked again and again has hundreds of calls. */
    static Fault primaryFails() {
        return stage -> {
            stage.providers().primary().behave(Behaviour.FAILS);
            pause(stage.time().of(LONG));
            stage.providers().primary().behave(Behaviour.ANSWERS);
        };
    }

    /** SIGKILL of the broker, and its restart. */
    static Fault killBroker() {
        return stage -> {
            stage.nodes().killBroker();
            stage.nodes().restart();
        };
    }

    /** Every connection between services and broker is reset, and a while later again and kept away for a moment. */
    static Fault cutConnections() {
        return stage -> {
            Suite suite = stage.suite();
            Suite.SERVICES.forEach(service -> suite.wire(service).cut());
            pause(A_WHILE.dividedBy(2));
            Suite.SERVICES.forEach(service -> suite.wire(service).sever());
            pause(A_WHILE.dividedBy(2));
            Suite.SERVICES.forEach(service -> suite.wire(service).mend());
        };
    }

    /** The database server is away for a while. */
    static Fault restartDatabase() {
        return stage -> {
            stage.nodes().stopDatabase();
            pause(A_WHILE);
            stage.nodes().restart();
        };
    }

    /** The first provider is away for a while. */
    static Fault providerDown() {
        return stage -> {
            stage.providers().primary().stop();
            pause(A_WHILE);
            stage.providers().primary().resume();
        };
    }

    /** The first provider behaves otherwise for a while. */
    static Fault provider(Behaviour behaviour) {
        return stage -> {
            stage.providers().primary().behave(behaviour);
            pause(A_WHILE);
            stage.providers().primary().behave(Behaviour.ANSWERS);
        };
    }

    /** Messages that are no events, of every kind that has ever broken a consumer, among the events. */
    static Fault hostileMessages() {
        return Stage::sendHostileMessages;
    }

    private static void pause(Duration time) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(time.toMillis());
    }
}
