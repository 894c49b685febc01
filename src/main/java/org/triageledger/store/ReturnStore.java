package org.triageledger.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Addresses from which mail of ours came back, and times in which the mail server took none. */
@ApplicationScoped
public class ReturnStore {
    private final Sql rows;

    ReturnStore(DataSource dataSource) {
        this.rows = new Sql(dataSource);
    }

    /**
     * @param person whose address it was when the mail went out
     * @param why the status of the report (RFC 3463), or what the server answered
     */
    public record Unreachable(String address, String person, Instant since, String why) {
        /** Without the address: this may find its way into a log. */
        @Override
        public String toString() {
            return "Unreachable[" + person + "]";
        }
    }

    /** Whether it is new. */
    public boolean unreachable(String address, String person, Instant since, String why) {
        if (unreachable().stream().anyMatch(known -> known.address.equals(address))) {
            return false;
        }
        rows.update(
                "insert into unreachable (address, person, since, why) values (?, ?, ?, ?)",
                address,
                person,
                since,
                MessageCopyColumns.clip(why, 200));
        return true;
    }

    /** Whether it was unreachable. */
    public boolean reachable(String address) {
        return rows.update("delete from unreachable where address = ?", address) == 1;
    }

    public List<Unreachable> unreachable() {
        return rows.query(
                "select address, person, since, why from unreachable order by address",
                row -> new Unreachable(
                        row.getString(1), row.getString(2), Sql.required(row, "since"), row.getString(4)));
    }

    /** Since when nothing is taken; empty while mail goes out. */
    public Optional<Instant> outage() {
        return rows
                .query(
                        "select begun_at from mail_outage where ended_at is null order by begun_at",
                        row -> Sql.required(row, "begun_at"))
                .stream()
                .findFirst();
    }

    /** Nothing is taken since now, or since earlier. */
    public void outage(Instant at, String trouble) {
        boolean again = rows.update("update mail_outage set ended_at = null where begun_at = ?", at) == 1;
        if (!again && outage().isEmpty()) {
            rows.update(
                    "insert into mail_outage (begun_at, trouble) values (?, ?)",
                    at,
                    MessageCopyColumns.clip(trouble, 500));
        }
    }

    public void outageEnds(Instant at) {
        rows.update("update mail_outage set ended_at = ? where ended_at is null", at);
    }
}
