package dev.warren.modelchain.provider;

import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.output.structured.Description;
import dev.langchain4j.service.output.ServiceOutputParser;

/**
 * What a model is asked to fill in: a record, whose parts are explained by {@link Description}. An endpoint that takes
 * a JSON schema gets the record's; another one finds it described in the request. Every call stands alone: nothing is
 * remembered for the next one. Thread-safe.
 *
 * @param <T> the record
 */
public final class Form<T> {

    private static final ServiceOutputParser PARSER = new ServiceOutputParser();

    private final Class<T> type;
    private final ResponseFormat schema;
    private final String description;

    /** A form for a record, which is registered for reflection. */
    public Form(Class<T> type) {
        this.type = type;
        this.schema = ResponseFormat.builder()
                .type(ResponseFormatType.JSON)
                .jsonSchema(PARSER.jsonSchema(type).orElseThrow())
                .build();
        this.description = PARSER.outputFormatInstructions(type);
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
        boolean structured = model.supportedCapabilities().contains(Capability.RESPONSE_FORMAT_JSON_SCHEMA);
        String message = Fence.message(question);
        ChatRequest request = ChatRequest.builder()
                .messages(
                        SystemMessage.from(instructions),
                        UserMessage.from(structured ? message : message + description))
                .responseFormat(structured ? schema : null)
                .build();
        return Words.as(type, model.chat(request).aiMessage().text())
                .orElseThrow(() -> new ReaskException(Faults.UNREADABLE));
    }
}
