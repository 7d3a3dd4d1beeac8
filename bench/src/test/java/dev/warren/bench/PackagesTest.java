package dev.warren.bench;

import dev.warren.testing.PackageRules;
import java.util.List;

class PackagesTest extends PackageRules {

    @Override
    protected List<String> usersOfTheBrokersClient() {
        return List.of(
                "dev.warren.bench.budgets.BudgetTestbed",
                "dev.warren.bench.lab.ExchangeListener",
                "dev.warren.bench.lab.HostileMessages",
                "dev.warren.bench.lab.RetryingProducer",
                "dev.warren.bench.ledger.BookingBenchmark",
                "dev.warren.bench.speed.Baseline",
                "dev.warren.bench.speed.BurstExchange",
                "dev.warren.bench.speed.ExchangeCounter",
                "dev.warren.bench.speed.SinglePublisher");
    }

    @Override
    protected List<String> usersOfTheModelsClient() {
        return List.of("dev.warren.bench.speed.Baseline");
    }

    @Override
    protected List<String> packagesWithJdbc() {
        return List.of(
                "dev.warren.bench.audit",
                "dev.warren.bench.budgets",
                "dev.warren.bench.faults",
                "dev.warren.bench.ledger");
    }
}
