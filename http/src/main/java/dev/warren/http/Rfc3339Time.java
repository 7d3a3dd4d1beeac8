package dev.warren.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import java.io.IOException;
import java.io.Serial;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Times in request bodies: text with an offset (RFC 3339). Numbers, which may be seconds or milliseconds, are none. */
final class Rfc3339Time extends StdScalarDeserializer<Instant> {

    @Serial
    private static final long serialVersionUID = 1L;

    Rfc3339Time() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        String text = parser.getText();
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw InvalidFormatException.from(parser, "is not a time with an offset", text, Instant.class);
        }
    }
}
