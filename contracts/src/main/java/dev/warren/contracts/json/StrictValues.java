package dev.warren.contracts.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.NumberDeserializers.BigDecimalDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.math.BigDecimal;

/**
 * What outside programs wrote, on its way into records: strings that every store takes, which excludes a NUL and half
 * of a surrogate pair, and decimal numbers within {@link Decimals}, also where they are written as strings. For mappers
 * that read from {@link StrictJson#parser}.
 */
public final class StrictValues extends SimpleModule {

    private static final long serialVersionUID = 1L;

    /** The module. */
    public StrictValues() {
        addDeserializer(String.class, new StorableText());
        addDeserializer(BigDecimal.class, new BoundedNumber());
    }

    private static final class StorableText extends StdScalarDeserializer<String> {

        private static final long serialVersionUID = 1L;

        StorableText() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = StringDeserializer.instance.deserialize(parser, context);
            if (text != null && !Unicode.isStorable(text)) {
                context.reportInputMismatch(this, "has a NUL or an unpaired surrogate");
            }
            return text;
        }
    }

    private static final class BoundedNumber extends StdScalarDeserializer<BigDecimal> {

        private static final long serialVersionUID = 1L;

        BoundedNumber() {
            super(BigDecimal.class);
        }

        @Override
        public BigDecimal deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.currentToken().isScalarValue()) {
                String fault = Decimals.fault(parser.getText().strip()).orElse(null);
                if (fault != null) {
                    context.reportInputMismatch(this, "is " + fault);
                }
            }
            return BigDecimalDeserializer.instance.deserialize(parser, context);
        }
    }
}
