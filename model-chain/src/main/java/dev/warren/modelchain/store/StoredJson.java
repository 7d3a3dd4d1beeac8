package dev.warren.modelchain.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import dev.warren.contracts.ContractCodec;
import dev.warren.contracts.json.PooledJson;
import dev.warren.contracts.v1.Failure;
import dev.warren.contracts.v1.Output;
import dev.warren.contracts.v1.OutputKind;
import dev.warren.contracts.v1.ProviderReport;
import dev.warren.contracts.v1.Result;
import dev.warren.database.UnstorableRecordException;
import dev.warren.modelchain.ending.FeatureFailedException;
import dev.warren.modelchain.ending.FeatureOutcome;
import dev.warren.modelchain.message.OutboundMessage;
import dev.warren.modelchain.provider.Answer;
import dev.warren.modelchain.provider.CallLogEntry;
import dev.warren.modelchain.provider.CallLogEntry.Kept;
import dev.warren.modelchain.provider.CallOutcome;
import dev.warren.modelchain.provider.PaidAnswer;
import dev.warren.modelchain.provider.ResponseMetadata;
import dev.warren.modelchain.provider.TokenCounts;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** What is kept, as text, and back. Fields that a newer version has added are passed over. */
@RegisterForReflection(
        targets = {OutboundMessage.class, ProviderReport.class, StoredJson.CallRow.class, StoredJson.AnswerRow.class})
final class StoredJson {

    private static final ObjectMapper MAPPER = PooledJson.mapper()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private StoredJson() {}

    static String ofMessages(List<OutboundMessage> messages) {
        return write(messages);
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
        return List.of(read(text, OutboundMessage[].class));
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
        JsonNode output = MAPPER.valueToTree(answer.output());
        return write(new AnswerRow(output, answer.explanation(), CallRow.of(paidAnswer.call())));
    }

    static StoredAnswer bought(String text, OutputKind kind) {
        AnswerRow row = read(text, AnswerRow.class);
        Class<? extends Output> type =
                switch (kind) {
                    case CLASSIFICATION -> Output.Classification.class;
                    case SUMMARY -> Output.Summary.class;
                };
        return new StoredAnswer(
                new Answer(output(row, type), row.explanation()), row.call().call());
    }

    private static Output output(AnswerRow row, Class<? extends Output> type) {
        try {
            return MAPPER.convertValue(row.output(), type);
        } catch (IllegalArgumentException e) {
            throw new UnreadableRecordException(e);
        }
    }

    private static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UnstorableRecordException(e);
        }
    }

    private static <T> T read(String text, Class<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new UnreadableRecordException(e);
        }
    }

    record AnswerRow(JsonNode output, String explanation, CallRow call) {}

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
}
