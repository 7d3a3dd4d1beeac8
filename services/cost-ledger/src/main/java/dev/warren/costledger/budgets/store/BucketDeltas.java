package dev.warren.costledger.budgets.store;

import dev.warren.database.BatchColumns;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is to be added to buckets, of accounts that the transaction has locked. Used by one thread. */
public final class BucketDeltas {

    /** What is taken from a bucket is taken from one that is there: no account has less than nothing spent. */
    private static final String BEGIN = """
            insert into budget_bucket (account_id, starts)
            select * from unnest(?::bigint[], ?::timestamptz[]) on conflict do nothing
            """;

    private static final String APPLY = """
            insert into budget_bucket as bucket (account_id, starts, spent, assumed, held)
            select * from unnest(?::bigint[], ?::timestamptz[], ?::numeric[], ?::numeric[], ?::numeric[])
            on conflict (account_id, starts) do update
            set spent = greatest(bucket.spent + excluded.spent, 0),
                assumed = bucket.assumed + excluded.assumed,
                held = bucket.held + excluded.held
            """;

    private final Map<Bucket, Amounts> amounts = new HashMap<>();

    public void spend(long account, Instant starts, BigDecimal amount) {
        add(account, starts, new Amounts(amount, BigDecimal.ZERO, BigDecimal.ZERO));
    }

    public void assume(long account, Instant starts, BigDecimal amount) {
        add(account, starts, new Amounts(BigDecimal.ZERO, amount, BigDecimal.ZERO));
    }

    public void hold(long account, Instant starts, BigDecimal amount) {
        add(account, starts, new Amounts(BigDecimal.ZERO, BigDecimal.ZERO, amount));
    }

    public void apply(Connection connection) throws SQLException {
        if (amounts.isEmpty()) {
            return;
        }
        begin(
                connection,
                amounts.entrySet().stream()
                        .filter(delta -> delta.getValue().spent().signum() < 0)
                        .map(Map.Entry::getKey)
                        .toList());
        try (PreparedStatement upsert = connection.prepareStatement(APPLY)) {
            BatchColumns.of(upsert, List.copyOf(amounts.entrySet()))
                    .bigint(delta -> delta.getKey().account())
                    .add("timestamptz", delta -> delta.getKey().starts())
                    .add("numeric", delta -> delta.getValue().spent())
                    .add("numeric", delta -> delta.getValue().assumed())
                    .add("numeric", delta -> delta.getValue().held());
            upsert.executeUpdate();
        }
    }

    private static void begin(Connection connection, List<Bucket> buckets) throws SQLException {
        if (!buckets.isEmpty()) {
            try (PreparedStatement insert = connection.prepareStatement(BEGIN)) {
                BatchColumns.of(insert, buckets).bigint(Bucket::account).add("timestamptz", Bucket::starts);
                insert.executeUpdate();
            }
        }
    }

    private void add(long account, Instant starts, Amounts delta) {
        amounts.merge(new Bucket(account, starts), delta, Amounts::plus);
    }

    private record Bucket(long account, Instant starts) {}

    private record Amounts(BigDecimal spent, BigDecimal assumed, BigDecimal held) {

        Amounts plus(Amounts other) {
            return new Amounts(spent.add(other.spent), assumed.add(other.assumed), held.add(other.held));
        }
    }
}
