package dev.warren.modelchain.provider.call;

import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonEnumSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.structured.Description;
import dev.langchain4j.service.output.ServiceOutputParser;
import dev.warren.modelchain.feature.Feature;
import dev.warren.modelchain.provider.Question;
import dev.warren.modelchain.provider.ReaskException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a model is asked to fill in: a record, whose parts are explained by {@link Description}, or what a feature's own
 * schema describes. An endpoint that takes a JSON schema gets the record's; another one finds it described in the
 * request, and so does one that turns out not to take it, in the same call. Nothing of a question is remembered for the
 * next one. Thread-safe.
 *
 * @param <T> the record
 */
public final class StructuredOutput<T> {

    private static final ServiceOutputParser PARSER = new ServiceOutputParser();
    private static final int MOST_WORDS = 250;
    private static final int MOST_CHARACTERS = 15_000;

    private final Class<T> type;
    private final Function<Feature, JsonSchema> schema;
    private final Function<Feature, String> description;

    /** A form for a record, which is registered for reflection. */
    public StructuredOutput(Class<T> type) {
        this(type, _ -> Map.of());
    }

    /**
     * A form, some parts of which are filled in with one word of a list.
     *
     * @param type the record, which is registered for reflection
     * @param choices the words by the name of the part
     */
    public StructuredOutput(Class<T> type, Function<Feature, Map<String, List<String>>> choices) {
        JsonSchema record = PARSER.jsonSchema(type).orElseThrow();
        String words = PARSER.outputFormatInstructions(type);
        this.type = type;
        this.schema = feature -> choosing(record, choices.apply(feature));
        this.description = _ -> words;
    }

    /**
     * A form that is another for each feature.
     *
     * @param type what it is read as
     * @param schema its schema
     * @param description what a server is told that takes no schema
     */
    public StructuredOutput(
            Class<T> type, Function<Feature, JsonSchema> schema, Function<Feature, String> description) {
        this.type = type;
        this.schema = schema;
        this.description = description;
    }

    /**
     * Asks a model: one call.
     *
     * @param instructions what to do
     * @param question the text to do it with, fenced off, and what was wrong with the previous answer
     * @throws ReaskException if the answer is no such record, or none that can be kept
     * @throws RuntimeException what the client throws
     */
    public T fill(ChatModel model, String instructions, Question question) {
        Optional<CallContext> callContext = CallContext.current();
        boolean structured = model.supportedCapabilities().contains(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
                && callContext.map(CallContext::takesSchema).orElse(true);
        try {
            return read(model.chat(request(instructions, question, structured)));
        } catch (RuntimeException e) {
            if (!structured || callContext.filter(CallContext::isSchemaRefused).isEmpty()) {
                throw e;
            }
            ChatResponse response = model.chat(request(instructions, question, false));
            callContext.get().answeredWithoutSchema();
            return read(response);
        }
    }

    private T read(ChatResponse response) {
        return ModelOutputReader.as(type, response.aiMessage().text())
                .orElseThrow(() -> new ReaskException(FailureClassifier.UNREADABLE));
    }

    private ChatRequest request(String instructions, Question question, boolean structured) {
        String message = PromptDelimiter.message(question);
        return ChatRequest.builder()
                .messages(
                        SystemMessage.from(instructions),
                        UserMessage.from(structured ? message : message + description.apply(question.feature())))
                .responseFormat(structured ? format(question.feature()) : null)
                .build();
    }

    private ResponseFormat format(Feature feature) {
        return ResponseFormat.builder()
                .type(ResponseFormatType.JSON)
                .jsonSchema(schema.apply(feature))
                .build();
    }

    private static JsonSchema choosing(JsonSchema record, Map<String, List<String>> choices) {
        JsonObjectSchema any = (JsonObjectSchema) record.rootElement();
        Map<String, JsonSchemaElement> parts = new LinkedHashMap<>(any.properties());
        choices.forEach((part, words) -> parts.computeIfPresent(part, (_, all) -> oneOf(words, all)));
        return JsonSchema.builder()
                .name(record.name())
                .rootElement(JsonObjectSchema.builder()
                        .description(any.description())
                        .addProperties(parts)
                        .required(any.required())
                        .additionalProperties(any.additionalProperties())
                        .definitions(any.definitions())
                        .build())
                .build();
    }

    /** Beyond what OpenAI takes, the words are in the instructions alone. */
    private static JsonSchemaElement oneOf(List<String> words, JsonSchemaElement any) {
        int characters = words.stream().mapToInt(String::length).sum();
        return words.size() > MOST_WORDS || characters > MOST_CHARACTERS
                ? any
                : JsonEnumSchema.builder()
                        .description(any.description())
                        .enumValues(words)
                        .build();
    }
}
