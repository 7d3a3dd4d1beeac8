package dev.warren.modelchain.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import dev.warren.contracts.ContractCodec;
import dev.warren.contracts.json.PooledJson;
import dev.warren.contracts.v1.Failure;
import dev.warren.contracts.v1.Output;
import dev.warren.contracts.v1.ProviderReport;
import dev.warren.contracts.v1.Result;
import dev.warren.database.UnstorableRecordException;
import dev.warren.modelchain.ending.FeatureFailedException;
import dev.warren.modelchain.ending.FeatureOutcome;
import dev.warren.modelchain.feature.OutputKind;
import dev.warren.modelchain.message.OutboundMessage;
import dev.warren.modelchain.provider.Answer;
import dev.warren.modelchain.provider.CallLogEntry;
import dev.warren.modelchain.provider.CallLogEntry.Kept;
import dev.warren.modelchain.provider.CallOutcome;
import dev.warren.modelchain.provider.PaidAnswer;
import dev.warren.modelchain.provider.ResponseMetadata;
import dev.warren.modelchain.provider.TokenCounts;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** What is kept, as text, and back. Fields that a newer version has added are passed over. */
@RegisterForReflection(
        targets = {
            ProviderReport.class,
            StoredJson.RawJson.class,
            StoredJson.MessageRow.class,
            StoredJson.CallRow.class,
            StoredJson.AnswerRow.class
        })
final class StoredJson {

    private static final ObjectMapper MAPPER = PooledJson.mapper()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private StoredJson() {}

    /** Bodies are JSON already, and are in the text as they are. */
    static String ofMessages(List<OutboundMessage> messages) {
        return write(messages.stream().map(MessageRow::of).toList());
    }

    static FeatureOutcome.Completed completed(String messages) {
        return new FeatureOutcome.Completed(messages(messages));
    }

    /** The reason is in the last message, which is the result. */
    static FeatureOutcome failed(String text) {
        List<OutboundMessage> messages = messages(text);
        byte[] body = messages.getLast().body().getBytes(StandardCharsets.UTF_8);
        Failure error = ContractCodec.data(PooledJson.read(body), Result.class).error();
        return new FeatureOutcome.Failed(messages, new FeatureFailedException(error.code(), error.message()));
    }

    private static List<OutboundMessage> messages(String text) {
        return Stream.of(read(text, MessageRow[].class))
                .map(MessageRow::message)
                .toList();
    }

    static String ofCalls(List<CallLogEntry> calls) {
        return write(calls.stream().map(CallRow::of).toList());
    }

    /** @param text null where no call was made */
    static List<CallLogEntry> calls(String text) {
        return text == null
                ? List.of()
                : Stream.of(read(text, CallRow[].class)).map(CallRow::call).toList();
    }

    static String ofAnswer(PaidAnswer paidAnswer) {
        Answer answer = paidAnswer.answer();
        return write(new AnswerRow<>(answer.output(), answer.explanation(), CallRow.of(paidAnswer.call())));
    }

    static StoredAnswer bought(String text, OutputKind kind) {
        AnswerRow<?> row = (AnswerRow<?>)
                read(text, MAPPER.getTypeFactory().constructParametricType(AnswerRow.class, kind.type()));
        return new StoredAnswer(
                new Answer(row.output(), row.explanation()), row.call().call());
    }

    private static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UnstorableRecordException(e);
        }
    }

    private static <T> T read(String text, Class<T> type) {
        return type.cast(read(text, MAPPER.constructType(type)));
    }

    private static Object read(String text, JavaType type) {
        try {
            return MAPPER.readerFor(type).withAttribute(RawJson.SOURCE, text).readValue(text);
        } catch (JsonProcessingException e) {
            throw new UnreadableRecordException(e);
        }
    }

    record MessageRow(
            String exchange,
            String routingKey,
            String id,

            @JsonRawValue @JsonDeserialize(using = RawJson.class)
            String body) {

        static MessageRow of(OutboundMessage message) {
            return new MessageRow(message.exchange(), message.routingKey(), message.id(), message.body());
        }

        OutboundMessage message() {
            return new OutboundMessage(exchange, routingKey, id, body);
        }
    }

    record AnswerRow<O extends Output>(O output, String explanation, CallRow call) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CallRow(
            String id,
            String provider,
            String model,
            int attempt,
            CallOutcome outcome,
            long millis,
            long input,
            long cachedInput,
            long cacheWrite,
            long output,
            long reasoning,
            boolean known,
            Integer status,
            String error,
            ProviderReport reported,
            UUID question,
            String answer) {

        static CallRow of(CallLogEntry call) {
            TokenCounts tokens = call.tokens();
            return new CallRow(
                    call.id().orElse(null),
                    call.provider(),
                    call.model(),
                    call.attempt(),
                    call.outcome(),
                    call.millis(),
                    tokens.input(),
                    tokens.cachedInput(),
                    tokens.cacheWrite(),
                    tokens.output(),
                    tokens.reasoning(),
                    tokens.known(),
                    call.said().status(),
                    call.said().error(),
                    call.said().reported(),
                    call.kept().map(Kept::question).orElse(null),
                    call.kept().map(Kept::answer).orElse(null));
        }

        CallLogEntry call() {
            TokenCounts tokens = new TokenCounts(input, cachedInput, cacheWrite, output, reasoning, known);
            ResponseMetadata responseMetadata = new ResponseMetadata(status, error, reported);
            return new CallLogEntry(
                    Optional.ofNullable(id),
                    provider,
                    model,
                    attempt,
                    outcome,
                    millis,
                    tokens,
                    responseMetadata,
                    kept());
        }

        private Optional<Kept> kept() {
            return Optional.ofNullable(question).map(asked -> new Kept(asked, answer));
        }
    }

    /**
     * Reads a JSON value as the text that it was written as, to the letter. Rows of earlier versions have that text as
     * a JSON string.
     */
    static final class RawJson extends StdDeserializer<String> {

        /** The attribute of the reader that holds the whole text. */
        static final String SOURCE = "source";

        private static final long serialVersionUID = 1L;

        RawJson() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                return parser.getText();
            }
            String source = (String) context.getAttribute(SOURCE);
            int begin = Math.toIntExact(parser.currentTokenLocation().getCharOffset());
            parser.skipChildren();
            return source.substring(
                    begin, Math.toIntExact(parser.currentLocation().getCharOffset()));
        }
    }
}
