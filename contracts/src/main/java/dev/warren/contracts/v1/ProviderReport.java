package dev.warren.contracts.v1;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;

/**
 * What a provider said about a call besides tokens, and what was made of it. Texts are bounded and printable: they were
 * checked by whoever read them.
 *
 * @param id the provider's own id of the call, by which its usage can be found later; null where it gave none
 * @param model the model that was really served; null where it is the one that was asked, or was not told
 * @param tier the service tier that the call was served in, such as {@code flex} or {@code priority}; null where it was
 *     the default one, or was not told
 * @param cost what the provider says the call costs, in US dollars; null where it does not say; text in JSON
 * @param corrections one word for each count that could not be taken as it came, such as {@code cached-above-input};
 *     never null
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ProviderReport(
        String id,
        String model,
        String tier,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal cost,
        List<String> corrections) {

    /** The longest text in here, in characters. */
    public static final int LONGEST = 200;

    public ProviderReport {
        corrections = corrections == null ? List.of() : List.copyOf(corrections);
    }
}
