package org.triageledger.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** How many sign-ins failed of late for which account and from which network, in the transaction of the caller. */
@ApplicationScoped
public class SignInFailureStore {
    private final Sql rows;

    SignInFailureStore(DataSource dataSource) {
        this.rows = new Sql(dataSource);
    }

    /**
     * @param failedAt the last one
     * @param pausedUntil null where sign-ins are not paused
     * @param toldAt when the audit log was told last; null where it was not
     */
    public record Failures(
            int count,
            Instant failedAt,
            @Nullable Instant pausedUntil,
            @Nullable Instant toldAt) {}

    /** @param subject a keyed hash */
    public Optional<Failures> of(String subject) {
        return rows
                .query(
                        "select failures, failed_at, paused_until, told_at from sign_in_failure where subject = ?",
                        SignInFailureStore::failures,
                        subject)
                .stream()
                .findFirst();
    }

    /** Those of a subject and of all that begin with it: one for each place. */
    public List<Failures> under(String subject) {
        return rows.query(
                "select failures, failed_at, paused_until, told_at from sign_in_failure where subject like ?",
                SignInFailureStore::failures,
                subject + "%");
    }

    public void put(String subject, Failures now) {
        long changed = rows.update(
                "update sign_in_failure set failures = ?, failed_at = ?, paused_until = ?, told_at = ? where subject = ?",
                now.count,
                now.failedAt,
                now.pausedUntil,
                now.toldAt,
                subject);
        if (changed == 0) {
            rows.update(
                    "insert into sign_in_failure (failures, failed_at, paused_until, told_at, subject) values (?, ?, ?, ?, ?)",
                    now.count,
                    now.failedAt,
                    now.pausedUntil,
                    now.toldAt,
                    subject);
        }
    }

    public void forget(String subject) {
        rows.update("delete from sign_in_failure where subject = ?", subject);
    }

    /** Forgets a subject and all that begin with it. */
    public void forgetUnder(String subject) {
        rows.update("delete from sign_in_failure where subject like ?", subject + "%");
    }

    /** Forgets what is older, and keeps only the latest: as many as are asked for. */
    public void trim(Instant before, int most) {
        rows.update("delete from sign_in_failure where failed_at < ?", before);
        long many = rows.query("select count(*) as many from sign_in_failure", row -> row.getLong("many"))
                .getFirst();
        if (many > most) {
            rows.update(
                    "delete from sign_in_failure where subject in (select subject from sign_in_failure"
                            + " order by failed_at limit ?)",
                    many - most);
        }
    }

    private static Failures failures(ResultSet row) throws SQLException {
        return new Failures(
                row.getInt("failures"),
                Sql.required(row, "failed_at"),
                MessageCopyColumns.instant(row, "paused_until"),
                MessageCopyColumns.instant(row, "told_at"));
    }
}
