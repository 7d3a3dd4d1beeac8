package dev.warren.aiconsumer;

import dev.warren.testing.PackageRules;
import java.util.List;

class PackagesTest extends PackageRules {

    @Override
    protected List<String> usersOfTheBrokersClient() {
        return List.of(
                "dev.warren.aiconsumer.holds.BudgetRulesReader",
                "dev.warren.aiconsumer.holds.LedgerConnection",
                "dev.warren.aiconsumer.holds.LedgerRpcClient",
                "dev.warren.aiconsumer.replay.run.EventLog",
                "dev.warren.aiconsumer.replay.run.EventLogFactory",
                "dev.warren.aiconsumer.replay.run.LiveTraffic",
                "dev.warren.aiconsumer.replay.run.ReplayReader");
    }
}
