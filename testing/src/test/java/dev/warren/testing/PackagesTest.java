package dev.warren.testing;

import java.util.List;

class PackagesTest extends PackageRules {

    @Override
    protected List<String> usersOfTheBrokersClient() {
        return List.of("dev.warren.testing.Broker", "dev.warren.testing.Vhost");
    }

    @Override
    protected List<String> packagesWithJdbc() {
        return List.of("dev.warren.testing");
    }
}
