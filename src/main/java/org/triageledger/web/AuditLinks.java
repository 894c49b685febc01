package org.triageledger.web;

import io.quarkus.qute.TemplateExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.record.DecisionViews.DecisionLine;

/** The pages of what an entry of the audit log is about. */
@TemplateExtension
final class AuditLinks {
    private AuditLinks() {}

    /** @param label what it leads to, in words */
    record Link(String href, String label) {}

    /** Those that an admin and an auditor see, each once. */
    static List<Link> links(DecisionLine line) {
        Map<String, Object> fields = line.fields();
        List<Link> links = new ArrayList<>();
        if (line.report() != null) {
            links.add(new Link("/cases/" + line.report(), "report " + line.report()));
        }
        add(links, fields.get("member"), "/members/", "member ");
        add(links, fields.get("person"), "/members/", "member ");
        add(links, fields.get("review"), "/review/", "review ");
        add(links, fields.get("claim"), "/claims/", "claim ");
        add(links, fields.get("username"), "/accounts?q=", "account ");
        add(links, fields.get("invitation"), "/accounts/invitations?q=", "invitation ");
        add(links, fields.get("token"), "/accounts/tokens?q=", "token ");
        add(links, fields.get("entry"), "/decisions/", "entry ");
        add(links, fields.get("proposal"), "/decisions/", "entry ");
        if (fields.containsKey("nomination")) {
            links.add(new Link("/nominations", "nominations"));
        }
        if (line.kind().endsWith("load-roster")) {
            links.add(new Link("/findings", "findings"));
        }
        return links.stream().distinct().toList();
    }

    private static void add(List<Link> links, @Nullable Object value, String page, String word) {
        if (value instanceof String || value instanceof Number) {
            String text = String.valueOf(value);
            if (text.matches("[A-Za-z0-9._@-]{1,100}")) {
                links.add(new Link(page + text, word + text));
            }
        }
    }
}
