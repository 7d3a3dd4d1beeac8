package dev.warren.costledger;

import dev.warren.testing.PackageRules;
import java.util.List;

class PackagesTest extends PackageRules {

    @Override
    protected List<String> usersOfJdbc() {
        return List.of("dev.warren.costledger.alerts.http.RaisedAlerts");
    }

    @Override
    protected List<String> packagesWithJdbc() {
        return List.of(
                "dev.warren.costledger.alerts",
                "dev.warren.costledger.booking",
                "dev.warren.costledger.booking.correction",
                "dev.warren.costledger.budgets.admin",
                "dev.warren.costledger.budgets.hold",
                "dev.warren.costledger.budgets.job",
                "dev.warren.costledger.budgets.store",
                "dev.warren.costledger.outbox",
                "dev.warren.costledger.reconciliation",
                "dev.warren.costledger.spend");
    }

    @Override
    protected List<String> packagesWithPersistence() {
        return List.of("dev.warren.costledger.calls", "dev.warren.costledger.prices", "dev.warren.costledger.spend");
    }

    @Override
    protected List<String> usersOfPersistence() {
        return List.of("dev.warren.costledger.booking.correction.CorrectionsResource");
    }
}
