package dev.warren.modelchain.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import dev.warren.contracts.v1.Failure;
import dev.warren.contracts.v1.Json;
import dev.warren.contracts.v1.Kind;
import dev.warren.contracts.v1.Messages;
import dev.warren.contracts.v1.Output;
import dev.warren.contracts.v1.Reported;
import dev.warren.contracts.v1.Result;
import dev.warren.modelchain.Ending;
import dev.warren.modelchain.GiveUpException;
import dev.warren.modelchain.Message;
import dev.warren.modelchain.provider.Answer;
import dev.warren.modelchain.provider.Call;
import dev.warren.modelchain.provider.Call.Kept;
import dev.warren.modelchain.provider.CallOutcome;
import dev.warren.modelchain.provider.Purchase;
import dev.warren.modelchain.provider.Said;
import dev.warren.modelchain.provider.Tokens;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** What is kept, as text, and back. Fields that a newer version has added are passed over. */
@RegisterForReflection(targets = {Message.class, Reported.class, Texts.CallRow.class, Texts.AnswerRow.class})
final class Texts {

    private static final ObjectMapper MAPPER = Json.mapper()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Texts() {}

    static String ofMessages(List<Message> messages) {
        return write(messages);
    }

    static Ending.Completed completed(String messages) {
        return new Ending.Completed(messages(messages));
    }

    /** The reason is in the last message, which is the result. */
    static Ending failed(String text) {
        List<Message> messages = messages(text);
        byte[] body = messages.getLast().body().getBytes(StandardCharsets.UTF_8);
        Failure error = Messages.data(Json.read(body), Result.class).error();
        return new Ending.Failed(messages, new GiveUpException(error.code(), error.message()));
    }

    private static List<Message> messages(String text) {
        return List.of(read(text, Message[].class));
    }

    static String ofCalls(List<Call> calls) {
        return write(calls.stream().map(CallRow::of).toList());
    }

    /** @param text null where no call was made */
    static List<Call> calls(String text) {
        return text == null
                ? List.of()
                : Stream.of(read(text, CallRow[].class)).map(CallRow::call).toList();
    }

    static String ofAnswer(Purchase purchase) {
        Answer answer = purchase.answer();
        JsonNode output = MAPPER.valueToTree(answer.output());
        return write(new AnswerRow(output, answer.explanation(), CallRow.of(purchase.call())));
    }

    static Bought bought(String text, Kind kind) {
        AnswerRow row = read(text, AnswerRow.class);
        Class<? extends Output> type =
                switch (kind) {
                    case CLASSIFICATION -> Output.Classification.class;
                    case SUMMARY -> Output.Summary.class;
                };
        return new Bought(
                new Answer(output(row, type), row.explanation()), row.call().call());
    }

    private static Output output(AnswerRow row, Class<? extends Output> type) {
        try {
            return MAPPER.convertValue(row.output(), type);
        } catch (IllegalArgumentException e) {
            throw new UnreadableException(e);
        }
    }

    private static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UnstorableException(e);
        }
    }

    private static <T> T read(String text, Class<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new UnreadableException(e);
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
            Reported reported,
            UUID question,
            String answer) {

        static CallRow of(Call call) {
            Tokens tokens = call.tokens();
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

        Call call() {
            Tokens tokens = new Tokens(input, cachedInput, cacheWrite, output, reasoning, known);
            Said said = new Said(status, error, reported);
            return new Call(Optional.ofNullable(id), provider, model, attempt, outcome, millis, tokens, said, kept());
        }

        private Optional<Kept> kept() {
            return Optional.ofNullable(question).map(asked -> new Kept(asked, answer));
        }
    }
}
