package org.triageledger.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.triageledger.store.AccountStore.Account;

/** Tokens for the API and the calendar, in the transaction of the caller; found by their hash. */
@ApplicationScoped
public class TokenStore {
    private static final String SELECT =
            "select t.id, t.label, t.scope, t.made_at, t.last_day, t.used_on, t.revoked_at,"
                    + " a.username, a.role, a.person_id from api_token t join account a on a.id = t.account_id ";

    private final Sql rows;

    TokenStore(DataSource dataSource) {
        this.rows = new Sql(dataSource);
    }

    /**
     * @param lastDay the last UTC day on which it can be used
     * @param usedOn the last UTC day on which it was
     */
    public record Token(
            long id,
            Account account,
            String label,
            String scope,
            Instant made,
            LocalDate lastDay,
            @Nullable LocalDate usedOn,
            @Nullable Instant revoked) {
        public boolean isValid(LocalDate today) {
            return revoked == null && !today.isAfter(lastDay);
        }
    }

    /** Gives its number. */
    public long add(String username, String label, String hash, String scope, Instant at, LocalDate lastDay) {
        rows.update(
                "insert into api_token (account_id, label, token_hash, scope, made_at, last_day)"
                        + " select id, ?, ?, ?, ?, ? from account where username = ?",
                label,
                hash,
                scope,
                at,
                lastDay,
                username);
        return rows.query("select id from api_token where token_hash = ?", row -> row.getLong("id"), hash)
                .getFirst();
    }

    public Optional<Token> withHash(String hash) {
        return rows.query(SELECT + "where t.token_hash = ?", TokenStore::token, hash).stream()
                .findFirst();
    }

    public Optional<Token> withId(long id) {
        return rows.query(SELECT + "where t.id = ?", TokenStore::token, id).stream()
                .findFirst();
    }

    /** All of them, the latest first. */
    public List<Token> all() {
        return rows.query(SELECT + "order by t.id desc", TokenStore::token);
    }

    /** Those of an account, the latest first. */
    public List<Token> of(String username) {
        return rows.query(SELECT + "where a.username = ? order by t.id desc", TokenStore::token, username);
    }

    public void used(long id, LocalDate day) {
        rows.update("update api_token set used_on = ? where id = ?", day, id);
    }

    /** Whether it was to be revoked. */
    public boolean revoke(long id, Instant at) {
        return rows.update("update api_token set revoked_at = ? where id = ? and revoked_at is null", at, id) == 1;
    }

    private static Token token(ResultSet row) throws SQLException {
        return new Token(
                row.getLong("id"),
                new Account(
                        row.getString("username"),
                        row.getString("role"),
                        Optional.ofNullable(row.getString("person_id"))),
                row.getString("label"),
                row.getString("scope"),
                Sql.required(row, "made_at"),
                row.getObject("last_day", LocalDate.class),
                row.getObject("used_on", LocalDate.class),
                MessageCopyColumns.instant(row, "revoked_at"));
    }
}
