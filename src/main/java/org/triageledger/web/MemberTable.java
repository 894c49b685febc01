package org.triageledger.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.ListQuery;
import org.triageledger.work.Refusal;
import org.triageledger.work.queries.MemberList;
import org.triageledger.work.queries.VerdictViews.MemberLine;

/** Which lines of the table of members are asked for, and in which order; its page calls search and filter name and verdict. */
record MemberTable(ListQuery asked) {
    /** What each order is called. */
    static Map<String, String> choices() {
        Map<String, String> choices = new LinkedHashMap<>();
        choices.put("name", "Name");
        choices.put("expiring", "Expiring soon first");
        choices.put("last-credit", "Latest credit first");
        choices.put("reports", "Most reports first");
        choices.put("verdict", "Inactive first");
        return choices;
    }

    /** @throws Refusal where the order is none, or the name too long */
    static MemberTable of(@Nullable String name, @Nullable String sort, String verdict) {
        try {
            return new MemberTable(MemberList.RULES.query(name, verdict, sort));
        } catch (Refusal refusal) {
            throw refusal.fields().containsKey("q") ? refusal.at("name") : refusal;
        }
    }

    public String name() {
        return asked.text();
    }

    public String sort() {
        return asked.sort();
    }

    List<MemberLine> of(List<MemberLine> all) {
        return MemberList.RULES.of(all, asked);
    }
}
