package org.triageledger.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/** Whether a key is the one with which this ledger was written: by some rows of the audit log, and by a text that is sealed. */
@ApplicationScoped
public class KeyWitness {
    private final Sql rows;

    KeyWitness(DataSource dataSource) {
        this.rows = new Sql(dataSource);
    }

    /** Whether there is anything that was written with a key. */
    public boolean hasAny() {
        return !DecisionStore.keyed(rows).isEmpty() || sealed().isPresent();
    }

    /**
     * Whether nothing fits. One row of the log alone proves nothing: it may have been changed.
     *
     * @param mac the HMAC of the audit log with the key
     * @param opens whether a sealed text was sealed with one of the keys
     */
    public boolean isOfAnother(UnaryOperator<String> mac, Predicate<byte[]> opens) {
        Map<DecisionStore.Row, String> keyed = DecisionStore.keyed(rows);
        boolean fits = keyed.entrySet().stream()
                .anyMatch(row -> MessageDigest.isEqual(
                        mac.apply(row.getKey().written(row.getValue(), DecisionStore.Seal.HMAC))
                                .getBytes(StandardCharsets.US_ASCII),
                        row.getKey().hash().getBytes(StandardCharsets.UTF_8)));
        if (fits) {
            return false;
        }
        return sealed().map(text -> !opens.test(text)).orElse(keyed.size() > 1);
    }

    private Optional<byte[]> sealed() {
        return rows
                .query(
                        "select sealed from sighting where seq = (select max(seq) from sighting where sealed is not null)",
                        row -> row.getBytes("sealed"))
                .stream()
                .findFirst();
    }
}
