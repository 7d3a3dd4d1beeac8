package dev.warren.costledger.prices;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/**
 * A price as it was recorded once, to which entries refer. A correction is a further row with the next revision; a
 * price that left its list is a further row that withdraws it.
 */
@Entity
@Immutable
@Table(name = "price")
public class PriceRow {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Enumerated(EnumType.STRING)
    private PriceOrigin origin;

    private int revision;
    private boolean withdrawn;

    @Embedded
    private Price price;

    @Column(name = "import_id")
    private Long importId;

    @Column(name = "recorded_at", insertable = false, updatable = false)
    private Instant recordedAt;

    /** For Hibernate. */
    protected PriceRow() {}

    PriceRow(Long id, PriceOrigin origin, int revision, boolean withdrawn, Price price) {
        this.id = id;
        this.origin = origin;
        this.revision = revision;
        this.withdrawn = withdrawn;
        this.price = price;
    }

    static PriceRow first(PriceOrigin origin, Price price) {
        return new PriceRow(null, origin, 1, false, price);
    }

    PriceRow correctedTo(Price corrected) {
        return new PriceRow(null, origin, revision + 1, false, corrected);
    }

    PriceRow asWithdrawn() {
        return new PriceRow(null, origin, revision + 1, true, price);
    }

    /** The same, brought by an import. */
    PriceRow by(long priceImport) {
        PriceRow row = new PriceRow(null, origin, revision, withdrawn, price);
        row.importId = priceImport;
        return row;
    }

    /**
     * Whether this price of the model that served a call counts rather than that of the asked one: it names the model,
     * and its list counts at least as much.
     */
    public boolean countsFor(PriceRow asked) {
        return price.namesModel() && origin.compareTo(asked.origin) <= 0;
    }

    boolean says(Price other) {
        return !withdrawn && price.equals(other);
    }

    boolean isWithdrawn() {
        return withdrawn;
    }

    int revision() {
        return revision;
    }

    /** The import that brought it; null where it comes from a list. */
    Long importId() {
        return importId;
    }

    /** When it was recorded; null where that was a moment ago. */
    Instant recordedAt() {
        return recordedAt;
    }

    /** What an entry that was booked with this price refers to. */
    public Long id() {
        return id;
    }

    /** The list it comes from. */
    public PriceOrigin origin() {
        return origin;
    }

    /** What it says. */
    public Price price() {
        return price;
    }
}
