package dev.warren.costledger.prices;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Who imported prices, when and why, and who took them back. Nothing is ever changed. Thread-safe. */
@ApplicationScoped
class PriceImports {

    private static final String RECORD = """
            insert into price_import (who, why, takes_back) values (:who, :why, cast(:takesBack as bigint)) returning id
            """;

    private static final String LIST = """
            select done.id, done.at, done.who, done.why, done.takes_back, undone.id as taken_back_by,
                (select count(*) from price where import_id = done.id) as prices
            from price_import done left join price_import undone on undone.takes_back = done.id
            """;

    private final EntityManager database;

    PriceImports(EntityManager database) {
        this.database = database;
    }

    /**
     * Who does it.
     *
     * @param why may be empty
     */
    record Author(String who, String why) {}

    /**
     * An import.
     *
     * @param prices how many prices it brought, or took back
     * @param takesBack the import that it takes back; null where it is none of that kind
     * @param takenBackBy the one that takes it back; null where none does
     */
    public record Done(long id, Instant at, String who, String why, long prices, Long takesBack, Long takenBackBy) {}

    /** Adds one, in the transaction that there is; the result is its id. */
    long add(Author author, Long takesBack) {
        return ((Number) database.createNativeQuery(RECORD)
                        .setParameter("who", author.who())
                        .setParameter("why", author.why())
                        .setParameter("takesBack", takesBack == null ? null : takesBack.toString())
                        .getSingleResult())
                .longValue();
    }

    /** The latest first. */
    @Transactional
    List<Done> latest(int most) {
        List<?> found = database.createNativeQuery(LIST + " order by done.id desc", Tuple.class)
                .setMaxResults(most)
                .getResultList();
        return found.stream().map(row -> done((Tuple) row)).toList();
    }

    /** One of them. */
    @Transactional
    Optional<Done> find(long id) {
        List<?> found = database.createNativeQuery(LIST + " where done.id = :id", Tuple.class)
                .setParameter("id", id)
                .getResultList();
        return found.stream().findFirst().map(row -> done((Tuple) row));
    }

    private static Done done(Tuple row) {
        return new Done(
                ((Number) row.get("id")).longValue(),
                row.get("at", Instant.class),
                row.get("who", String.class),
                row.get("why", String.class),
                ((Number) row.get("prices")).longValue(),
                id(row, "takes_back"),
                id(row, "taken_back_by"));
    }

    private static Long id(Tuple row, String column) {
        return row.get(column) == null ? null : ((Number) row.get(column)).longValue();
    }
}
