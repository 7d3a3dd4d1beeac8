package dev.warren.aiconsumer.replay;

import dev.warren.contracts.event.AttributeRules;
import dev.warren.http.ParameterFaults;
import dev.warren.http.problem.FaultCode;
import dev.warren.http.problem.ProblemType;
import dev.warren.modelchain.feature.Feature;
import dev.warren.modelchain.feature.Features;
import dev.warren.modelchain.feature.NameRules;
import dev.warren.modelchain.provider.settings.ProviderRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** What a request for a replay must obey. All faults of one request are said at once. */
@ApplicationScoped
class ReplaySpecRules {

    private static final int MAX_BY = 200;
    private static final int SUFFIX = 4;
    private static final Duration CLOCKS_MAY_DIFFER = Duration.ofMinutes(1);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final Features features;
    private final ProviderRegistry providerRegistry;
    private final ReplayConfig config;
    private final Clock clock;

    ReplaySpecRules(Features features, ProviderRegistry providerRegistry, ReplayConfig config, Clock clock) {
        this.features = features;
        this.providerRegistry = providerRegistry;
        this.config = config;
        this.clock = clock;
    }

    /**
     * The order that the request makes.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem with status 400, naming each fault and its field
     */
    ReplaySpec apply(ReplayRequest request) {
        Check check = new Check();
        check.unknown(request);
        check.name(request.name());
        check.feature(request.feature()).ifPresent(feature -> check.type(request.type(), feature));
        check.period(request.from(), request.to());
        check.providers(request.providers());
        check.limits(request);
        check.by(request.by());
        check.refuse();
        return order(request);
    }

    private ReplaySpec order(ReplayRequest request) {
        return new ReplaySpec(
                Optional.ofNullable(request.name()).orElseGet(this::anyName),
                request.feature(),
                stored(request.from()),
                stored(request.to()),
                request.type(),
                request.providers(),
                Optional.ofNullable(request.rate()).orElse(config.rate()),
                request.maxEvents(),
                request.maxTokens(),
                request.by().strip());
    }

    private String anyName() {
        return STAMP.format(clock.instant()) + "-"
                + UUID.randomUUID().toString().substring(0, SUFFIX);
    }

    /** As exactly as the database stores it, so that the same request is recognized. */
    private static Instant stored(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }

    /** Collects the faults of one request. */
    private final class Check {

        private final ParameterFaults faults = new ParameterFaults(ProblemType.INVALID_REQUEST);

        private void demand(boolean holds, String field, FaultCode code, String detail) {
            if (!holds) {
                faults.add(field, code, detail);
            }
        }

        void unknown(ReplayRequest request) {
            request.unknown()
                    .keySet()
                    .forEach(name -> demand(false, name, FaultCode.UNKNOWN, "is not a field of a replay"));
        }

        void name(String name) {
            demand(
                    name == null || NameRules.allow(name),
                    "name",
                    FaultCode.INVALID,
                    "must be up to 63 lower-case letters, digits and hyphens");
        }

        Optional<Feature> feature(String name) {
            Optional<Feature> feature = features.all().stream()
                    .filter(known -> known.name().equals(name))
                    .findFirst();
            String known = features.all().stream().map(Feature::name).collect(Collectors.joining(", "));
            demand(
                    feature.isPresent(),
                    "feature",
                    FaultCode.NOT_FOUND,
                    "must be a feature of this service that is on: " + known);
            return feature;
        }

        void type(String type, Feature feature) {
            if (type == null) {
                return;
            }
            boolean wellFormed = EventTypePatterns.isWellFormed(type);
            demand(wellFormed, "type", FaultCode.INVALID, "must be a CloudEvents type, with a * at its end or nowhere");
            demand(
                    !wellFormed
                            || feature.events().stream().anyMatch(pattern -> EventTypePatterns.overlap(pattern, type)),
                    "type",
                    FaultCode.NOT_FOUND,
                    "is not a type that the feature listens to: " + String.join(", ", feature.events()));
        }

        void period(Instant from, Instant to) {
            demand(from != null, "from", FaultCode.REQUIRED, "is required");
            demand(to != null, "to", FaultCode.REQUIRED, "is required");
            if (from != null && to != null) {
                demand(!from.isBefore(Instant.EPOCH), "from", FaultCode.OUT_OF_RANGE, "must not be before 1970");
                demand(from.isBefore(to), "from", FaultCode.OUT_OF_RANGE, "must be before to");
                demand(
                        !to.isAfter(clock.instant().plus(CLOCKS_MAY_DIFFER)),
                        "to",
                        FaultCode.OUT_OF_RANGE,
                        "must not be in the future");
            }
        }

        void providers(List<String> providers) {
            providers.forEach(name -> demand(
                    name != null && providerRegistry.usable().contains(name),
                    "providers",
                    FaultCode.NOT_FOUND,
                    "provider '%s' is not configured; available: %s"
                            .formatted(name, String.join(", ", providerRegistry.usable()))));
        }

        void limits(ReplayRequest request) {
            BigDecimal rate = request.rate();
            demand(
                    rate == null
                            || (rate.compareTo(ReplayConfig.LOWEST_RATE) >= 0 && rate.compareTo(config.maxRate()) <= 0),
                    "rate",
                    FaultCode.OUT_OF_RANGE,
                    "must be from %s to %s events per second"
                            .formatted(
                                    ReplayConfig.LOWEST_RATE.toPlainString(),
                                    config.maxRate().toPlainString()));
            demand(
                    request.maxEvents() == null || request.maxEvents() > 0,
                    "maxEvents",
                    FaultCode.OUT_OF_RANGE,
                    "must be at least 1");
            demand(
                    request.maxTokens() == null || request.maxTokens() > 0,
                    "maxTokens",
                    FaultCode.OUT_OF_RANGE,
                    "must be at least 1");
        }

        void by(String by) {
            demand(
                    by != null
                            && !by.isBlank()
                            && by.length() <= MAX_BY
                            && AttributeRules.fault(by).isEmpty(),
                    "by",
                    FaultCode.REQUIRED,
                    "is required: who requests it, at most %d characters, no control characters".formatted(MAX_BY));
        }

        void refuse() {
            faults.refuse();
        }
    }
}
