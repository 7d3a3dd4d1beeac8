package dev.warren.e2e;

import dev.warren.testing.PackageRules;
import java.util.List;

class PackagesTest extends PackageRules {

    @Override
    protected List<String> usersOfTheBrokersClient() {
        return List.of("dev.warren.e2e.AmqpProducer");
    }
}
