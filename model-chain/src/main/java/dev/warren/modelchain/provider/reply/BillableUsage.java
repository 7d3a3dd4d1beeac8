package dev.warren.modelchain.provider.reply;

import dev.warren.contracts.json.Decimals;
import dev.warren.modelchain.provider.TokenCounts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is to be billed for a call, from what a provider counted. Providers agree on OpenAI's names and not on what is
 * part of what: some count what the model thought beside the answer, or what was cached beside the request, or tell of
 * the thinking in the total alone. The total decides. What cannot be true is clamped where it can only be meant in one
 * way, and named; otherwise the count is unknown, and never nothing.
 *
 * @param tokens what is billed
 * @param corrections one word for each count that was not taken as it came
 */
record BillableUsage(TokenCounts tokens, List<String> corrections) {

    /** Where each count may be found; where it is found more than once, the largest counts. */
    private static final List<String> INPUT = List.of("/usage/prompt_tokens", "/usage/input_tokens");

    private static final List<String> OUTPUT = List.of("/usage/completion_tokens", "/usage/output_tokens");
    private static final List<String> TOTAL = List.of("/usage/total_tokens");
    private static final List<String> CACHED = List.of(
            "/usage/prompt_tokens_details/cached_tokens",
            "/usage/input_tokens_details/cached_tokens",
            "/usage/cache_read_input_tokens", // Anthropic, LiteLLM
            "/usage/prompt_cache_hit_tokens", // DeepSeek
            "/usage/num_cached_tokens", // Mistral
            "/usage/cached_tokens"); // Moonshot
    private static final List<String> CACHE_WRITE = List.of(
            "/usage/prompt_tokens_details/cache_write_tokens", // OpenRouter
            "/usage/input_tokens_details/cache_write_tokens",
            "/usage/prompt_tokens_details/cache_creation_tokens", // LiteLLM
            "/usage/cache_creation_input_tokens"); // Anthropic, LiteLLM
    private static final List<String> REASONING = List.of(
            "/usage/completion_tokens_details/reasoning_tokens",
            "/usage/output_tokens_details/reasoning_tokens",
            "/usage/reasoning_tokens");

    /** Everywhere that a count may be. */
    static final Set<String> PLACES = Stream.of(INPUT, OUTPUT, TOTAL, CACHED, CACHE_WRITE, REASONING)
            .flatMap(List::stream)
            .collect(Collectors.toUnmodifiableSet());

    /** More than any model reads or writes for one call. */
    private static final long MOST = 1_000_000_000;

    private static final long ABSENT = -1;
    private static final long IMPOSSIBLE = -2;

    private static final List<String> BESIDE_INPUT =
            List.of("/usage/cache_read_input_tokens", "/usage/cache_creation_input_tokens");

    BillableUsage {
        corrections = List.copyOf(corrections);
    }

    /**
     * What is to be billed; empty where nothing was counted.
     *
     * @param found the values at {@link #PLACES}
     * @param answered whether it is an answer, for which something must have been read
     * @param withText whether something was written, too
     */
    static Optional<BillableUsage> of(Map<String, String> found, boolean answered, boolean withText) {
        return PLACES.stream().anyMatch(found::containsKey)
                ? Optional.of(new Reading(found).usage(answered, withText))
                : Optional.empty();
    }

    private static long count(List<String> places, Map<String, String> found) {
        List<Long> values = places.stream()
                .map(found::get)
                .filter(Objects::nonNull)
                .map(BillableUsage::number)
                .toList();
        return values.contains(IMPOSSIBLE)
                ? IMPOSSIBLE
                : values.stream().mapToLong(value -> value).max().orElse(ABSENT);
    }

    private static long number(String text) {
        try {
            BigDecimal number = Decimals.read(text);
            boolean possible = number.signum() >= 0 && number.compareTo(BigDecimal.valueOf(MOST)) <= 0;
            return possible ? number.longValueExact() : IMPOSSIBLE;
        } catch (ArithmeticException | NumberFormatException e) {
            return IMPOSSIBLE;
        }
    }

    /** The counts while they are read, one rule after the other. */
    private static final class Reading {

        private final List<String> corrections = new ArrayList<>();
        private final boolean anthropicNames;
        private final boolean anthropic;
        private final long total;
        private long input;
        private long output;
        private long cached;
        private long cacheWrite;
        private long reasoning;

        private Reading(Map<String, String> found) {
            input = count(INPUT, found);
            output = count(OUTPUT, found);
            total = optional(count(TOTAL, found), "impossible-total", ABSENT);
            cached = optional(count(CACHED, found), "impossible-cached", 0);
            cacheWrite = optional(count(CACHE_WRITE, found), "impossible-cache-write", 0);
            reasoning = optional(count(REASONING, found), "impossible-reasoning", 0);
            anthropicNames = BESIDE_INPUT.stream().anyMatch(found::containsKey);
            anthropic = total == ABSENT && !found.containsKey("/usage/prompt_tokens") && anthropicNames;
        }

        private long optional(long count, String otherwise, long absent) {
            if (count == IMPOSSIBLE) {
                corrections.add(otherwise);
            }
            return count < 0 ? absent : count;
        }

        private BillableUsage usage(boolean answered, boolean withText) {
            if (input == IMPOSSIBLE || output == IMPOSSIBLE) {
                return unknown("impossible-count");
            }
            takeMissingFromTotal();
            if (input == ABSENT || output == ABSENT) {
                return unknown("incomplete-count");
            }
            addWhatIsBeside();
            clampParts();
            if (input > MOST || output > MOST) {
                return unknown("impossible-count");
            }
            if ((answered && input == 0) || (withText && output == 0)) {
                return unknown("zero-for-a-text");
            }
            return new BillableUsage(new TokenCounts(input, cached, cacheWrite, output, reasoning, true), corrections);
        }

        private BillableUsage unknown(String why) {
            corrections.add(why);
            return new BillableUsage(TokenCounts.UNKNOWN, corrections);
        }

        private void takeMissingFromTotal() {
            if (input == ABSENT && output >= 0 && total >= output) {
                input = total - output;
                corrections.add("input-from-total");
            } else if (output == ABSENT && input >= 0 && total >= input) {
                output = total - input;
                corrections.add("output-from-total");
            }
        }

        private void addWhatIsBeside() {
            long beside = total == ABSENT ? 0 : total - input - output;
            if (beside < 0) {
                corrections.add("total-below-parts");
            } else if (total == ABSENT) {
                addInput(anthropic ? cached + cacheWrite : 0);
                addOutput(reasoning > output ? reasoning : 0);
            } else if (beside == reasoning) {
                addOutput(reasoning);
            } else if (mayBeCached(beside)) {
                addInput(cached + cacheWrite);
            } else if (mayBeCached(beside - reasoning)) {
                addInput(cached + cacheWrite);
                addOutput(reasoning);
            } else {
                addThinking(beside);
            }
        }

        /**
         * What was cached may equal thinking that nobody named: it is beside the input only where it must be, or may.
         */
        private boolean mayBeCached(long beside) {
            return beside == cached + cacheWrite && (anthropicNames || cached + cacheWrite > input);
        }

        private void addInput(long tokens) {
            if (tokens > 0) {
                input += tokens;
                corrections.add("cached-beside-input");
            }
        }

        private void addOutput(long tokens) {
            if (tokens > 0) {
                output += tokens;
                corrections.add("reasoning-beside-output");
            }
        }

        /** Nobody says what it is; it is billed as what the model writes. */
        private void addThinking(long tokens) {
            if (tokens > 0) {
                output += tokens;
                reasoning = Math.max(reasoning, tokens);
                corrections.add("output-below-total");
            }
        }

        private void clampParts() {
            cached = clamp(cached, input, "cached-above-input");
            cacheWrite = clamp(cacheWrite, input - cached, "cache-write-above-input");
            reasoning = clamp(reasoning, output, "reasoning-above-output");
        }

        private long clamp(long part, long whole, String otherwise) {
            if (part > whole) {
                corrections.add(otherwise);
            }
            return Math.min(part, whole);
        }
    }
}
