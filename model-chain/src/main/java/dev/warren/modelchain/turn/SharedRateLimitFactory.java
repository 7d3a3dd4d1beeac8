package dev.warren.modelchain.turn;

import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * Makes rates whose state is a row of the table {@code rate}. All that want something at the same time get it in one
 * transaction, so that a limit costs each instance no more than one small transaction at a time.
 */
final class SharedRateLimitFactory {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ProxyManager<String> rows;

    SharedRateLimitFactory(DataSource dataSource) {
        this.rows = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(dataSource)
                .primaryKeyMapper(PrimaryKeyMapper.STRING)
                .table("rate")
                .requestTimeout(PATIENCE)
                .build();
    }

    /** The rate of that name. The limit is part of its identity: with another one it begins anew. */
    SharedRateLimit rate(String name, long perMinute) {
        return new SharedRateLimit(
                name,
                perMinute,
                rows.builder()
                        .withOptimization(Optimizations.batching())
                        .build(name + "/" + perMinute, () -> SharedRateLimit.configuration(perMinute)));
    }
}
