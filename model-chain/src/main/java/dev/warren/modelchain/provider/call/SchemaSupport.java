package dev.warren.modelchain.provider.call;

import org.jboss.logging.Logger;

/**
 * Whether a server takes JSON schemas for a model: it does until it has refused one and answered the same without. It
 * is found out anew by each process. Thread-safe.
 */
public final class SchemaSupport {

    private static final Logger LOG = Logger.getLogger(SchemaSupport.class);

    private final String provider;
    private final String model;
    private volatile boolean refused;

    public SchemaSupport(String provider, String model) {
        this.provider = provider;
        this.model = model;
    }

    public boolean isTaken() {
        return !refused;
    }

    void isNotTaken() {
        if (!refused) {
            refused = true;
            LOG.warnf(
                    "provider rejects JSON schemas, falling back to the prompt provider=%s model=%s key=json-schema",
                    provider, model);
        }
    }
}
