package dev.warren.cli.money;

import dev.warren.cli.Exit;
import dev.warren.cli.Json;
import dev.warren.cli.Query;
import dev.warren.cli.Screen;
import dev.warren.cli.Service;
import dev.warren.cli.ServiceException;
import dev.warren.cli.Suite;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The ledger's prices; each is asked for once. Where the ledger does not answer there are no prices, which
 * {@link #report} says. Not thread-safe.
 */
public final class Prices {

    private static final String APPLIED = "/v1/prices/applied";

    private final Suite suite;
    private final Map<Model, Optional<Price>> known = new HashMap<>();
    private ServiceException failure;

    public Prices(Suite suite) {
        this.suite = suite;
    }

    /** The price of a call that is made now; empty where the ledger has none or does not answer. */
    public Optional<Price> of(String provider, String model) {
        Model asked = new Model(provider, model);
        if (!known.containsKey(asked)) {
            try {
                known.put(asked, ask(asked));
                failure = null;
            } catch (ServiceException e) {
                failure = e;
            }
        }
        return known.getOrDefault(asked, Optional.empty());
    }

    /** Why the ledger did not answer when it was last asked; empty if it did. */
    public Optional<RuntimeException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Says if the ledger did not answer when it was last asked, and gives the exit code that follows. */
    public int report(Screen screen) {
        if (failure == null) {
            return Exit.DONE;
        }
        screen.problem(failure.getMessage());
        return failure.exitCode();
    }

    private Optional<Price> ask(Model model) {
        String path = Query.of(APPLIED)
                .with("provider", model.provider())
                .with("model", model.name())
                .toString();
        try {
            return Optional.of(Json.read(suite.get(Service.LEDGER, path), Price.class));
        } catch (ServiceException e) {
            if (e.isNotFound()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private record Model(String provider, String name) {}
}
