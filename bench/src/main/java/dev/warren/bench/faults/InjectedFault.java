package dev.warren.bench.faults;

import dev.warren.bench.lab.FakeOpenAi.Behaviour;
import dev.warren.bench.lab.SuiteProcesses;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Something that goes wrong during the flow, and is put right again. */
@FunctionalInterface
public interface InjectedFault {

    /** How long something stays broken. */
    Duration A_WHILE = Duration.ofSeconds(6);

    /** How long something stays away that outlasts all delays. */
    Duration LONG = Duration.ofMinutes(25);

    /** Returns when what it broke works again. */
    void strike(FaultTestbed faultTestbed) throws InterruptedException;

    /** SIGKILL of a service, and its restart. */
    static InjectedFault kill(String service) {
        return faultTestbed -> faultTestbed.kill(service);
    }

    /** SIGTERM of services in the middle of their work, one after the other, and their restart. */
    static InjectedFault stop(String... services) {
        return faultTestbed -> List.of(services).forEach(faultTestbed::restart);
    }

    /** SIGKILL of a service, and its restart after a long time. */
    static InjectedFault away(String service) {
        return faultTestbed -> {
            faultTestbed.suite().service(service).kill();
            pause(faultTestbed.time().of(LONG));
            faultTestbed.suite().service(service).start(Map.of());
            faultTestbed.suite().service(service).awaitReady();
        };
    }

    /** From now on money is reserved for every call, as each user has a hard budget, which is never used up. */
    static InjectedFault hardBudgets() {
        return FaultTestbed::limitEveryUser;
    }

    /** The first provider is unavailable for a long time. */
    static InjectedFault primaryAway() {
        return faultTestbed -> {
            faultTestbed.providers().primary().stop();
            pause(faultTestbed.time().of(LONG));
            faultTestbed.providers().primary().resume();
        };
    }

    /** The first provider answers 500 for a long time: what it is asked again and again has hundreds of calls. */
    static InjectedFault primaryFails() {
        return faultTestbed -> {
            faultTestbed.providers().primary().behave(Behaviour.FAILS);
            pause(faultTestbed.time().of(LONG));
            faultTestbed.providers().primary().behave(Behaviour.ANSWERS);
        };
    }

    /** SIGKILL of the broker, and its restart. */
    static InjectedFault killBroker() {
        return faultTestbed -> {
            faultTestbed.nodes().killBroker();
            faultTestbed.nodes().restart();
        };
    }

    /** Every connection between services and broker is reset, and a while later again and kept away for a moment. */
    static InjectedFault cutConnections() {
        return faultTestbed -> {
            SuiteProcesses suite = faultTestbed.suite();
            SuiteProcesses.SERVICES.forEach(service -> suite.wire(service).cut());
            pause(A_WHILE.dividedBy(2));
            SuiteProcesses.SERVICES.forEach(service -> suite.wire(service).sever());
            pause(A_WHILE.dividedBy(2));
            SuiteProcesses.SERVICES.forEach(service -> suite.wire(service).mend());
        };
    }

    /** The database server is unavailable for a while. */
    static InjectedFault restartDatabase() {
        return faultTestbed -> {
            faultTestbed.nodes().stopDatabase();
            pause(A_WHILE);
            faultTestbed.nodes().restart();
        };
    }

    /** The first provider is unavailable for a while. */
    static InjectedFault providerDown() {
        return faultTestbed -> {
            faultTestbed.providers().primary().stop();
            pause(A_WHILE);
            faultTestbed.providers().primary().resume();
        };
    }

    /** The first provider behaves otherwise for a while. */
    static InjectedFault provider(Behaviour behaviour) {
        return faultTestbed -> {
            faultTestbed.providers().primary().behave(behaviour);
            pause(A_WHILE);
            faultTestbed.providers().primary().behave(Behaviour.ANSWERS);
        };
    }

    /** Messages that are no events, of every kind that has ever broken a consumer, among the events. */
    static InjectedFault hostileMessages() {
        return FaultTestbed::sendHostileMessages;
    }

    private static void pause(Duration time) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(time.toMillis());
    }
}
