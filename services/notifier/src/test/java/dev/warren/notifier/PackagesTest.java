package dev.warren.notifier;

import dev.warren.testing.PackageRules;
import java.util.List;

class PackagesTest extends PackageRules {

    @Override
    protected List<String> packagesWithJdbc() {
        return List.of("dev.warren.notifier.status");
    }

    @Override
    protected List<String> packagesWithPersistence() {
        return List.of("dev.warren.notifier.status");
    }
}
