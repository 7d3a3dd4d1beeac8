package dev.warren.cli.budget;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.cli.session.ServiceJson;
import picocli.CommandLine.Option;

/** Which account of a budget that counts values by themselves. */
final class AccountOption {

    @Option(names = "--user", paramLabel = "USER", description = "The account of this user.")
    private String user;

    @Option(names = "--team", paramLabel = "TEAM", description = "The account of this team.")
    private String team;

    @Option(names = "--feature", paramLabel = "NAME", description = "The account of this feature.")
    private String feature;

    @Option(names = "--provider", paramLabel = "NAME", description = "The account of this provider.")
    private String provider;

    @Option(names = "--model", paramLabel = "NAME", description = "The account of this model.")
    private String model;

    ScopeInfo dimensions() {
        return new ScopeInfo(user, team, feature, provider, model);
    }

    /** Names the account in an order, unless it is for all of them. */
    void putInto(ObjectNode order) {
        if (!dimensions().isEmpty()) {
            order.set("account", ServiceJson.MAPPER.valueToTree(dimensions()));
        }
    }
}
