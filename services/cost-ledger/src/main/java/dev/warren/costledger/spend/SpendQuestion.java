package dev.warren.costledger.spend;

import dev.warren.contracts.event.LedgerNameRules;
import dev.warren.costledger.http.PageRequest;
import dev.warren.http.ParameterFaults;
import dev.warren.http.problem.FaultCode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A question for spend that can be answered.
 *
 * @param by what to group by, in the order of the answer, each once
 * @param from the first moment; null for since ever
 * @param to the first moment after; null for until now
 * @param zone where a day begins
 * @param filters the values to look at, by dimension; no entry for all of them
 * @param page which of the groups
 */
record SpendQuestion(
        List<SpendDimension> by,
        Instant from,
        Instant to,
        ZoneId zone,
        Map<SpendDimension, List<String>> filters,
        PageRequest page) {

    private static final String UTC = "UTC";
    private static final Pattern COMMA = Pattern.compile(",");

    /** What a plus sign means in a URL. */
    private static final char UNESCAPED_PLUS = ' ';

    /** Both forms of a moment begin so; what is outside of four-digit years is no moment of the ledger. */
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    /** Reads the question; where there are faults, the result is of no use. */
    static SpendQuestion of(SpendParameters asked, ParameterFaults faults) {
        ZoneId zone =
                faults.read(SpendParameters.TZ, asked.tz, SpendQuestion::zone).orElse(ZoneId.of(UTC));
        Instant from = moment(SpendParameters.FROM, asked.from, zone, faults);
        Instant to = moment(SpendParameters.TO, asked.to, zone, faults);
        if (from != null && to != null && !from.isBefore(to)) {
            faults.add(SpendParameters.TO, FaultCode.OUT_OF_RANGE, "must be later than from");
        }
        List<SpendDimension> by = faults.readAll(SpendParameters.BY, parts(asked.by), SpendDimension::of);
        PageRequest page = PageRequest.of(asked.limit, asked.offset, faults);
        return new SpendQuestion(by.stream().distinct().toList(), from, to, zone, filters(asked, faults), page);
    }

    /** Whether it is by when calls were made. */
    boolean isTimed() {
        return by.stream().anyMatch(SpendDimension::isOfTime);
    }

    /** What the answer is made of. */
    List<RollupRange> cover() {
        return RollupRange.cover(from, to, longest());
    }

    /** The longest sums that do not reach over the bounds of groups; null where only entries do not. */
    private RollupGranularity longest() {
        if (!isTimed()) {
            return RollupGranularity.MONTH;
        }
        if (!TimeZoneRules.countWholeHours(zone)) {
            return null;
        }
        return TimeZoneRules.areOfUtc(zone) && !by.contains(SpendDimension.HOUR)
                ? RollupGranularity.DAY
                : RollupGranularity.HOUR;
    }

    private static List<String> parts(String list) {
        return Optional.ofNullable(list).stream()
                .flatMap(COMMA::splitAsStream)
                .map(String::trim)
                .toList();
    }

    private static Map<SpendDimension, List<String>> filters(SpendParameters asked, ParameterFaults faults) {
        Map<SpendDimension, List<String>> filters = new EnumMap<>(SpendDimension.class);
        filters.put(SpendDimension.USER, asked.user);
        filters.put(SpendDimension.TEAM, asked.team);
        filters.put(SpendDimension.FEATURE, asked.feature);
        filters.put(SpendDimension.PROVIDER, asked.provider);
        filters.put(SpendDimension.MODEL, asked.model);
        filters.put(SpendDimension.EVENT_TYPE, asked.eventType);
        filters.values().removeIf(List::isEmpty);
        filters.replaceAll((dimension, values) -> faults.readAll(dimension.word(), values, SpendQuestion::name));
        return filters;
    }

    private static String name(String value) {
        if (value.isBlank() || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("must be a name");
        }
        return LedgerNameRules.of(value);
    }

    /** Only names of regions: databases read offsets the other way round. */
    private static ZoneId zone(String name) {
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            throw new IllegalArgumentException("must be the name of a time zone, for example Europe/Berlin");
        }
        return ZoneId.of(name);
    }

    private static Instant moment(String parameter, String value, ZoneId zone, ParameterFaults faults) {
        return faults.read(parameter, value, text -> moment(text, zone)).orElse(null);
    }

    private static Instant moment(String text, ZoneId zone) {
        try {
            if (DATE.matcher(text).matches()) {
                return LocalDate.parse(text).atStartOfDay(zone).toInstant();
            }
            if (DATE.matcher(text).lookingAt()) {
                return OffsetDateTime.parse(text.replace(UNESCAPED_PLUS, '+')).toInstant();
            }
        } catch (DateTimeException e) {
            // said below, as for what does not even begin like a date
        }
        throw new IllegalArgumentException(
                "must be a date or a time with offset, for example 2026-11-01 or 2026-11-01T00:00:00Z");
    }
}
