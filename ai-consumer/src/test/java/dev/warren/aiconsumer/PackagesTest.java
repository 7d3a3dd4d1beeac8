package dev.warren.aiconsumer;

import dev.warren.testing.PackageRules;
import java.util.List;

class PackagesTest extends PackageRules {

    @Override
    protected List<String> packagesWithJdbc() {
        return List.of("dev.warren.aiconsumer.alerts", "dev.warren.aiconsumer.replay");
    }
}
