package dev.warren.costledger.budgets.definition;

import dev.warren.costledger.budgets.model.Budget;
import dev.warren.costledger.budgets.model.Budget.Kind;
import dev.warren.costledger.budgets.model.Budget.Origin;
import dev.warren.costledger.budgets.model.BudgetPeriod;
import dev.warren.costledger.budgets.model.BudgetPeriod.Unit;
import dev.warren.costledger.budgets.model.BudgetScope;
import dev.warren.http.problem.FaultCode;
import dev.warren.http.problem.FaultCollector;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What a definition must obey. All faults of one are said at once, each with its field. Not thread-safe. */
public final class BudgetDefinitionRules {

    private static final int MOST_THRESHOLDS = 20;
    private static final int HIGHEST_THRESHOLD = 1_000;
    private static final int LONGEST_WHO = 100;
    private static final int LONGEST_WHY = 1_000;
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final ZoneId UTC = ZoneId.of("UTC");

    private final FaultCollector faults;
    private boolean faultless = true;

    /** Rules that note each fault there. */
    public BudgetDefinitionRules(FaultCollector faults) {
        this.faults = faults;
    }

    /** The budget that a definition makes; empty if it has faults. */
    public Optional<Budget> apply(String name, Origin origin, BudgetDefinition budgetDefinition) {
        demand(
                NAME.matcher(name).matches(),
                "name",
                FaultCode.INVALID,
                "must be up to 63 lower-case letters, digits and hyphens");
        Kind kind = required("kind", budgetDefinition.kind(), BudgetDefinitionRules::kind);
        String currency = required("currency", budgetDefinition.currency(), BudgetDefinitionRules::currency);
        BigDecimal limit = required("limit", budgetDefinition.limit(), MoneyFormat::limit);
        BudgetScope scope = scope(budgetDefinition.scope());
        BudgetPeriod period = period(budgetDefinition);
        List<Integer> thresholds = thresholds(budgetDefinition.thresholds());
        return faultless
                ? Optional.of(new Budget(name, kind, origin, currency, limit, scope, period, thresholds, 0))
                : Optional.empty();
    }

    /** Who does something; the faults are said of the field {@code who}. */
    public String who(String who) {
        demand(
                isSaid(who, LONGEST_WHO),
                "who",
                FaultCode.REQUIRED,
                "is required: the name of whoever does this, at most %d characters".formatted(LONGEST_WHO));
        return who;
    }

    /** Why somebody does something; the faults are said of the field {@code why}. */
    public String why(String why) {
        demand(
                isSaid(why, LONGEST_WHY),
                "why",
                FaultCode.REQUIRED,
                "is required: the reason, at most %d characters".formatted(LONGEST_WHY));
        return why;
    }

    private BudgetScope scope(Dimensions given) {
        Dimensions dimensions = given == null ? Dimensions.NONE : given;
        dimensions.check("scope", this::note);
        return dimensions.toScope();
    }

    private BudgetPeriod period(BudgetDefinition budgetDefinition) {
        Unit unit = required("period", budgetDefinition.period(), BudgetDefinitionRules::unit);
        boolean rolling = unit == Unit.ROLLING;
        demand(
                rolling == (budgetDefinition.length() != null),
                "length",
                rolling ? FaultCode.REQUIRED : FaultCode.NOT_ALLOWED,
                "must be given for a rolling period, and only then");
        demand(
                budgetDefinition.zone() == null || (!rolling && unit != Unit.TOTAL),
                "zone",
                FaultCode.NOT_ALLOWED,
                "must be given for hours, days, weeks and months only");
        Duration length = budgetDefinition.length() == null
                ? null
                : required("length", budgetDefinition.length(), PeriodLength::of);
        ZoneId zone = budgetDefinition.zone() == null
                ? UTC
                : required("zone", budgetDefinition.zone(), BudgetDefinitionRules::zone);
        return new BudgetPeriod(unit, length, zone);
    }

    private List<Integer> thresholds(List<Integer> given) {
        if (given == null) {
            return Budget.THRESHOLDS;
        }
        boolean fits = given.size() <= MOST_THRESHOLDS
                && given.stream().allMatch(percent -> percent != null && percent >= 1 && percent <= HIGHEST_THRESHOLD);
        for (int i = 1; fits && i < given.size(); i++) {
            fits = given.get(i - 1) < given.get(i);
        }
        demand(
                fits,
                "thresholds",
                FaultCode.OUT_OF_RANGE,
                "must be at most %d increasing whole numbers from 1 to %d"
                        .formatted(MOST_THRESHOLDS, HIGHEST_THRESHOLD));
        return fits ? given : List.of();
    }

    private <T> T required(String field, String text, Function<String, T> reader) {
        if (text == null) {
            note(field, FaultCode.REQUIRED, "is required");
            return null;
        }
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            note(field, FaultCode.INVALID, e.getMessage());
            return null;
        }
    }

    private static Kind kind(String word) {
        return word(List.of(Kind.values()), Kind::word, word);
    }

    private static Unit unit(String word) {
        return word(List.of(Unit.values()), Unit::word, word);
    }

    private static <T> T word(List<T> known, Function<T, String> name, String word) {
        return known.stream()
                .filter(one -> name.apply(one).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + String.join(", ", known.stream().map(name).toList())));
    }

    private static String currency(String code) {
        if (!CURRENCY.matcher(code).matches()) {
            throw new IllegalArgumentException("must be three capital letters");
        }
        return code;
    }

    private static ZoneId zone(String name) {
        try {
            ZoneId zone = ZoneId.of(name);
            return zone.equals(ZoneOffset.UTC) ? UTC : zone;
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("must be a time zone such as Europe/Berlin", e);
        }
    }

    private static boolean isSaid(String text, int longest) {
        return text != null
                && !text.isBlank()
                && text.length() <= longest
                && text.chars().noneMatch(Character::isISOControl);
    }

    private void demand(boolean holds, String field, FaultCode code, String detail) {
        if (!holds) {
            note(field, code, detail);
        }
    }

    private void note(String field, FaultCode code, String detail) {
        faultless = false;
        faults.add(field, code, detail);
    }
}
