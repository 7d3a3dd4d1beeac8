package dev.warren.cli.replay;

import dev.warren.cli.money.CostSum;
import dev.warren.cli.money.PriceQuoteClient;
import dev.warren.cli.text.Table;
import java.util.List;
import java.util.Locale;

/** Replays for a person: as a line, in a table, on a page. */
final class ReplayFormatter {

    private final PriceQuoteClient priceQuoteClient;

    ReplayFormatter(PriceQuoteClient priceQuoteClient) {
        this.priceQuoteClient = priceQuoteClient;
    }

    /** How far it is, in a line. */
    String line(ReplayInfo replay) {
        String figures = String.format(
                Locale.ROOT,
                "%s  %s  %d%%  read %,d  completed %,d  failed %,d  cost %s",
                replay.name(),
                replay.state(),
                replay.percent(),
                replay.read(),
                replay.completed(),
                replay.failed(),
                cost(replay));
        return replay.why() == null ? figures : figures + "  (" + replay.why() + ")";
    }

    /** Several, a line each. */
    String table(List<ReplayInfo> replays) {
        Table table = new Table()
                .left("NAME")
                .left("FEATURE")
                .left("STATE")
                .right("%")
                .right("READ")
                .right("COMPLETED")
                .right("FAILED")
                .right("COST")
                .left("BY");
        for (ReplayInfo replay : replays) {
            table.row(
                    replay.name(),
                    replay.feature(),
                    replay.state(),
                    replay.percent(),
                    replay.read(),
                    replay.completed(),
                    replay.failed(),
                    cost(replay),
                    replay.by());
        }
        return table.toString();
    }

    /** All that is known of one. */
    String page(ReplayInfo replay) {
        StringBuilder page = new StringBuilder();
        field(page, "name", replay.name());
        field(page, "state", replay.why() == null ? replay.state() : replay.state() + " (" + replay.why() + ")");
        field(page, "feature", replay.feature() + " of " + replay.service());
        field(page, "period", replay.from() + " to " + replay.to());
        field(page, "type", replay.type());
        field(page, "providers", replay.providers().isEmpty() ? null : String.join(", ", replay.providers()));
        field(page, "rate", replay.rate() == null ? null : replay.rate().toPlainString() + " events/s");
        field(page, "most events", replay.maxEvents());
        field(page, "most tokens", replay.maxTokens());
        field(page, "by", replay.by());
        field(page, "requested", replay.requestedAt());
        field(page, "started", replay.startedAt());
        field(page, "ended", replay.endedAt());
        field(page, "reached", (replay.reached() == null ? "" : replay.reached() + ", ") + replay.percent() + "%");
        field(page, "events", figures(replay));
        field(page, "cost", cost(replay));
        return replay.tokens().isEmpty() ? page.toString().stripTrailing() : page + "\n" + usage(replay.tokens());
    }

    /** As the ledger prices it now. */
    CostSum cost(ReplayInfo replay) {
        CostSum sum = new CostSum();
        replay.tokens().forEach(usage -> sum.add(usage.cost(priceQuoteClient)));
        return sum;
    }

    private String usage(List<ModelUsageInfo> tokens) {
        Table table = new Table()
                .left("PROVIDER")
                .left("MODEL")
                .right("CALLS")
                .right("TOKENS IN")
                .right("CACHED")
                .right("OUT")
                .right("COST");
        for (ModelUsageInfo usage : tokens) {
            table.row(
                    usage.provider(),
                    usage.model(),
                    usage.calls(),
                    usage.inputTokens(),
                    usage.cachedInputTokens(),
                    usage.outputTokens(),
                    usage.cost(priceQuoteClient));
        }
        return table.toString();
    }

    private static String figures(ReplayInfo replay) {
        return String.format(
                Locale.ROOT,
                "%,d read, %,d not for this feature, %,d completed (%,d reused), %,d failed",
                replay.read(),
                replay.skipped(),
                replay.completed(),
                replay.reused(),
                replay.failed());
    }

    private static void field(StringBuilder page, String name, Object value) {
        if (value != null) {
            page.append(String.format(Locale.ROOT, "%-12s %s%n", name, value));
        }
    }
}
