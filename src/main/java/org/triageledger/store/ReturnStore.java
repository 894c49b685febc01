package org.triageledger.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Addresses from which mail of ours came back, and times in which the mail server took none. */
@ApplicationScoped
@TableAccess
public class ReturnStore {
    private final ReturnRows rows;

    ReturnStore(ReturnRows rows) {
        this.rows = rows;
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
        if (rows.find(address).isPresent()) {
            return false;
        }
        rows.session().insert(UnreachableEntity.of(address, person, since, MessageCopyColumns.clip(why, 200)));
        return true;
    }

    /** Whether it was unreachable. */
    public boolean reachable(String address) {
        return rows.reachable(address) == 1;
    }

    public List<Unreachable> unreachable() {
        return rows.unreachable();
    }

    /** Since when nothing is taken; empty while mail goes out. */
    public Optional<Instant> outage() {
        return rows.outages().stream().findFirst();
    }

    /** Nothing is taken since now, or since earlier. */
    public void outage(Instant at, String trouble) {
        boolean again = rows.lastsAgain(at) == 1;
        if (!again && outage().isEmpty()) {
            rows.session().insert(OutageEntity.of(at, MessageCopyColumns.clip(trouble, 500)));
        }
    }

    public void outageEnds(Instant at) {
        rows.end(at);
    }
}
