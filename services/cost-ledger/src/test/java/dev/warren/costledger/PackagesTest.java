package dev.warren.costledger;

import dev.warren.testing.PackageRules;
import java.util.List;

class PackagesTest extends PackageRules {

    @Override
    protected List<String> packagesWithoutJdbc() {
        return List.of("dev.warren.costledger.budgets.model");
    }

    @Override
    protected List<String> usersOfJdbc() {
        return List.of("dev.warren.costledger.alerts.http.RaisedAlerts");
    }
}
