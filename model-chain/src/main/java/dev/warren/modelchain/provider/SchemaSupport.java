package dev.warren.modelchain.provider;

import org.jboss.logging.Logger;

/**
 * Whether a server takes JSON schemas: it does until it has refused one and answered the same without. It is found out
 * anew by each process. Thread-safe.
 */
final class SchemaSupport {

    private static final Logger LOG = Logger.getLogger(SchemaSupport.class);

    private final String provider;
    private volatile boolean refused;

    SchemaSupport(String provider) {
        this.provider = provider;
    }

    boolean isTaken() {
        return !refused;
    }

    void isNotTaken() {
        if (!refused) {
            refused = true;
            LOG.warnf(
                    "no JSON schema is sent to the provider any more, as it refuses them provider=%s key=json-schema",
                    provider);
        }
    }
}
