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
                "dev.warren.notifier.stream.StreamTail");
    }
}
