package dev.warren.intake.event;

import dev.warren.intake.IntakeConfig;
import dev.warren.messaging.codec.ContentEncoding;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;

/** Holds bodies to their limit. */
@ApplicationScoped
public class BodyLimit {

    private final int limit;

    @Inject
    BodyLimit(IntakeConfig config) {
        this.limit = Math.toIntExact(config.limits().body().asLongValue());
    }

    /** The whole body, or one byte more than the limit, which {@link #unpacked} refuses. */
    public byte[] read(InputStream body) throws IOException {
        return body.readNBytes(limit + 1);
    }

    /**
     * A body as it was before it was packed.
     *
     * @param encoding how it says it is packed; null for not at all
     * @throws EventRefusedException if it is too large, packed or unpacked, or not packed so
     */
    public byte[] unpacked(byte[] body, String encoding) {
        check(body);
        try {
            byte[] unpacked = ContentEncoding.unpacked(body, encoding, limit);
            check(unpacked);
            return unpacked;
        } catch (UnsupportedEncodingException e) {
            throw new EventRefusedException(EventRefusal.UNSUPPORTED_ENCODING, "content-encoding", e.getMessage());
        } catch (IOException e) {
            throw new EventRefusedException(
                    EventRefusal.INVALID_EVENT, "body", "does not match its content-encoding, or is incomplete");
        }
    }

    private void check(byte[] body) {
        if (body.length > limit) {
            throw new EventRefusedException(EventRefusal.TOO_LARGE, "body", "must have at most " + limit + " bytes");
        }
    }
}
