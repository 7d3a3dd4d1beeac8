package dev.warren.modelchain.provider.reply;

import dev.warren.contracts.v1.ProviderReport;
import dev.warren.modelchain.provider.ResponseMetadata;
import dev.warren.modelchain.provider.TokenCounts;
import dev.warren.modelchain.turn.RetryAfterHeader;
import jakarta.ws.rs.core.Response.Status.Family;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a server answered to a request, as it came: a client keeps of it what OpenAI's own server would say. Used by one
 * thread.
 */
public final class ClassifiedChatResponse {

    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int UNPROCESSABLE = 422;
    private static final int UNAUTHORIZED = 401;
    private static final int PAYMENT_REQUIRED = 402;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int BAD_GATEWAY = 502;
    private static final int UNAVAILABLE = 503;
    private static final int LARGEST_STATUS = 599;

    private static final String FINISH = "/choices/finish_reason";
    private static final String REFUSAL = "/choices/message/refusal";
    private static final Set<String> TEXTS = Set.of(
            "/choices/message/content", REFUSAL, "/choices/message/reasoning_content", "/choices/message/reasoning");

    /**
     * The model declined in words, which may repeat what a person wrote; in the words of
     * {@link ResponseMetadata#error()}.
     */
    private static final String REFUSED = "refusal";

    /** Google has no header for it. */
    private static final String RETRY_DELAY = "/error/details/retryDelay";

    private static final Set<String> CUT = Set.of("length", "max_tokens", "model_length");
    private static final Set<String> FILTERED = Set.of("content_filter", "refusal", "safety");
    private static final List<String> ABOUT_SCHEMA =
            List.of("response_format", "response format", "json_schema", "json schema", "structured output");

    private static final JsonValuePicker LEAVES = new JsonValuePicker(Stream.of(
                    BillableUsage.PLACES,
                    ResponseMetadataReader.PLACES,
                    ProviderErrorCodes.PLACES,
                    TEXTS,
                    Set.of(FINISH, RETRY_DELAY))
            .flatMap(Set::stream)
            .collect(Collectors.toSet()));

    private final int status;
    private final boolean isErrorInAnswer;
    private final UnaryOperator<String> headers;
    private final Optional<byte[]> body;
    private final Map<String, String> found;

    /**
     * A reply.
     *
     * @param headers by name; null where there is none of that name
     * @param body empty where it has not come, or not all of it
     */
    public ClassifiedChatResponse(int status, UnaryOperator<String> headers, Optional<byte[]> body) {
        this.headers = headers;
        this.body = body;
        this.found = body.map(LEAVES::in).orElse(Map.of());
        this.isErrorInAnswer = isSuccess(status) && ProviderErrorCodes.areIn(found) && !hasChoice();
        this.status = isErrorInAnswer ? ProviderErrorCodes.status(found).orElse(BAD_GATEWAY) : status;
    }

    private boolean hasChoice() {
        return found.containsKey(FINISH) || TEXTS.stream().anyMatch(found::containsKey);
    }

    /** Whether it says that it is an answer, and all of it is here. */
    public boolean isAnswer() {
        return isSuccess() && body.isPresent();
    }

    /** Whether the answer ends where it had reached the most tokens that it may have. */
    public boolean isCut() {
        return isAnswer() && CUT.contains(found.getOrDefault(FINISH, "").toLowerCase(Locale.ROOT));
    }

    /** Whether the model, or somebody behind it, has declined to answer. */
    public boolean isRefusal() {
        return isAnswer()
                && (!found.getOrDefault(REFUSAL, "").isBlank()
                        || FILTERED.contains(found.getOrDefault(FINISH, "").toLowerCase(Locale.ROOT)));
    }

    /** Whether a gateway says in the body of a 200 that it is an error: {@link #status()} is the one in the body. */
    public boolean isErrorInAnswer() {
        return isErrorInAnswer;
    }

    public int status() {
        return status;
    }

    /** Whether it says that the key may not do this. */
    boolean isKeyRefused() {
        return status == UNAUTHORIZED || (status == FORBIDDEN && !isOutOfMoney());
    }

    /** Whether it says that there is no money left at the provider, which no repetition brings back. */
    public boolean isOutOfMoney() {
        return !isSuccess() && (status == PAYMENT_REQUIRED || ProviderErrorCodes.sayOutOfMoney(found));
    }

    /** Whether it may say that the server does not take a JSON schema, or not this one. */
    public boolean isAboutSchema() {
        String text = body.filter(_ -> status == BAD_REQUEST || status == UNPROCESSABLE)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT))
                .orElse("");
        return ABOUT_SCHEMA.stream().anyMatch(text::contains);
    }

    /** For how long the server wants to be left alone. */
    public Optional<Duration> patience(Instant now) {
        return status == TOO_MANY_REQUESTS || status == UNAVAILABLE
                ? RetryAfterHeader.in(headers, now).or(() -> Optional.ofNullable(found.get(RETRY_DELAY))
                        .flatMap(delay -> RetryAfterHeader.read(delay, now)))
                : Optional.empty();
    }

    /** What is billed for it: nothing for an error, unless it counts something. */
    public TokenCounts tokens() {
        return usage().map(BillableUsage::tokens).orElse(isSuccess() ? TokenCounts.UNKNOWN : TokenCounts.NONE);
    }

    /**
     * What it says besides.
     *
     * @param asked the model that was asked
     * @param usable whether the answer could be used: then there is no error
     */
    public ResponseMetadata said(String asked, boolean usable) {
        List<String> corrections = usage().map(BillableUsage::corrections).orElse(List.of());
        ProviderReport providerReport = ResponseMetadataReader.reported(found, headers, asked, corrections);
        return new ResponseMetadata(
                status == OK || status > LARGEST_STATUS ? null : status, usable ? null : error(), providerReport);
    }

    private String error() {
        if (isRefusal()) {
            return found.getOrDefault(REFUSAL, "").isBlank() ? ProviderText.of(found.get(FINISH)) : REFUSED;
        }
        return isCut()
                ? ResponseMetadata.TRUNCATED
                : ProviderErrorCodes.of(found, isSuccess()).orElse(null);
    }

    private Optional<BillableUsage> usage() {
        boolean withText = isAnswer()
                && TEXTS.stream()
                        .anyMatch(place -> !found.getOrDefault(place, "").isBlank());
        return BillableUsage.of(found, isAnswer(), withText);
    }

    private boolean isSuccess() {
        return isSuccess(status);
    }

    private static boolean isSuccess(int status) {
        return Family.familyOf(status) == Family.SUCCESSFUL;
    }
}
