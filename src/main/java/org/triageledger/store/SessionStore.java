package org.triageledger.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.triageledger.store.AccountStore.Account;

/** The sessions of the pages, in the transaction of the caller. They are found by the hash of what the cookie names. */
@ApplicationScoped
public class SessionStore {
    private static final String SELECT =
            "select s.id, s.begun_at, s.used_at, s.browser, s.secret_hash, a.username, a.role,"
                    + " a.person_id from account_session s join account a on a.id = s.account_id ";

    private final Sql rows;

    SessionStore(DataSource dataSource) {
        this.rows = new Sql(dataSource);
    }

    /**
     * @param id by which people name it; it opens nothing
     * @param browser in words
     */
    public record Session(long id, Account account, Instant begun, Instant used, String browser, String hash) {}

    /** Begins one, and keeps only the latest of an account: as many as are asked for. */
    public void begin(String username, String hash, Instant at, String browser, int most) {
        rows.update(
                "insert into account_session (account_id, secret_hash, begun_at, used_at, browser)"
                        + " select id, ?, ?, ?, ? from account where username = ?",
                hash,
                at,
                at,
                MessageCopyColumns.clip(browser, 60),
                username);
        of(username).stream().skip(most).forEach(old -> end(old.id));
    }

    public Optional<Session> withHash(String hash) {
        return rows.query(SELECT + "where s.secret_hash = ?", SessionStore::session, hash).stream()
                .findFirst();
    }

    /** Those of an account, the one used last first. */
    public List<Session> of(String username) {
        return rows.query(
                SELECT + "where a.username = ? order by s.used_at desc, s.id desc", SessionStore::session, username);
    }

    public void used(long id, Instant at) {
        rows.update("update account_session set used_at = ? where id = ?", at, id);
    }

    public void end(long id) {
        rows.update("delete from account_session where id = ?", id);
    }

    /** Ends every session that was begun or used last before a moment. */
    public void endOlder(Instant begun, Instant used) {
        rows.update("delete from account_session where begun_at < ? or used_at < ?", begun, used);
    }

    private static Session session(ResultSet row) throws SQLException {
        return new Session(
                row.getLong("id"),
                new Account(
                        row.getString("username"),
                        row.getString("role"),
                        Optional.ofNullable(row.getString("person_id"))),
                Sql.required(row, "begun_at"),
                Sql.required(row, "used_at"),
                row.getString("browser"),
                row.getString("secret_hash"));
    }
}
