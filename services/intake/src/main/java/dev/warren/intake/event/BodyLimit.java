package dev.warren.intake.event;

import dev.warren.intake.IntakeConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;

/** Holds bodies to their limit. */
@ApplicationScoped
public class BodyLimit {

    private final int limit;

    @Inject
    BodyLimit(IntakeConfig config) {
        this.limit = Math.toIntExact(config.limits().body().asLongValue());
    }

    /**
     * The whole body. Reads at most one byte more than the limit.
     *
     * @throws RefusedException if there is more
     */
    public byte[] read(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(limit + 1);
        check(bytes);
        return bytes;
    }

    /**
     * Checks a body that was read already.
     *
     * @throws RefusedException if it is too large
     */
    public void check(byte[] body) {
        if (body.length > limit) {
            throw new RefusedException(Refusal.TOO_LARGE, "body", "is larger than " + limit + " bytes");
        }
    }
}
