package dev.warren.modelchain.provider;

import java.util.Locale;

/**
 * What a small call to a provider has shown.
 *
 * @param provider its name in chains
 * @param onLedger what it is called in prices, spend and budgets
 * @param model the model that was asked
 * @param outcome how the call ended, or why none was made, as {@link CallOutcome#word()}
 * @param millis how long it took
 * @param key whether the key is taken
 * @param knowsModel whether there is that model
 * @param jsonSchema whether the answer had the form that a JSON schema asks for
 * @param usage whether the tokens were counted
 */
public record ProviderTestResult(
        String provider,
        String onLedger,
        String model,
        String outcome,
        long millis,
        Finding key,
        Finding knowsModel,
        Finding jsonSchema,
        Finding usage) {

    /** What is known of one thing. */
    public enum Finding {
        /** It works. */
        WORKS,
        /** It does not. */
        FAILS,
        /** The call did not get that far. */
        UNKNOWN,
        /** It is switched off. */
        OFF;

        /** The word used in answers. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Finding of(boolean works) {
            return works ? WORKS : FAILS;
        }
    }
}
