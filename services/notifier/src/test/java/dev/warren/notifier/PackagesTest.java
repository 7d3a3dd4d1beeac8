package dev.warren.notifier;

import dev.warren.testing.PackageRules;
import java.util.List;

class PackagesTest extends PackageRules {

    @Override
    protected List<String> usersOfTheBrokersClient() {
        return List.of(
                "dev.warren.notifier.dead.DeadLetterLogReader",
                "dev.warren.notifier.stream.BacklogRead",
                "dev.warren.notifier.stream.BacklogReader",
                "dev.warren.notifier.stream.DeliveryStream",
                "dev.warren.notifier.stream.SseFrameFactory",
                "dev.warren.notifier.stream.StreamTail");
    }

    @Override
    protected List<String> packagesWithJdbc() {
        return List.of("dev.warren.notifier.status");
    }

    @Override
    protected List<String> packagesWithPersistence() {
        return List.of("dev.warren.notifier.status");
    }
}
