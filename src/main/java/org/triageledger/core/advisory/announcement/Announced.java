package org.triageledger.core.advisory.announcement;

import java.util.List;
import java.util.Optional;
import org.triageledger.core.advisory.CveId;
import org.triageledger.core.advisory.Link;
import org.triageledger.core.advisory.LinkKind;
import org.triageledger.core.advisory.Severity;

/**
 * One advisory as a mail announces it. Of the mail's prose nothing is kept but the words named here.
 *
 * @param id the id in brackets in the subject, or in the heading of its part of the mail; empty where there is none
 * @param related other ids that the subject and the text name, in their order; not those that stand in links alone
 * @param title of the subject or of the heading, without list prefix, ids and labels
 * @param severityWord as it is written, in its case; empty where none is
 * @param form how the severity is told
 * @param affected the words after "affecting", as they are written
 * @param links in their order, each once
 * @param placeholders of the template that nobody filled in, as they are written
 */
public record Announced(
        Optional<CveId> id,
        List<CveId> related,
        String title,
        Optional<String> severityWord,
        Form form,
        Optional<String> affected,
        List<Link> links,
        List<String> placeholders) {
    /** How the severity is told. */
    public enum Form {
        /** "There is a HIGH severity vulnerability affecting CPython". */
        TEMPLATE,
        /** In another sentence or on a line of its own. */
        OTHER,
        /** Not at all. */
        NONE
    }

    public Announced {
        related = List.copyOf(related);
        links = List.copyOf(links);
        placeholders = List.copyOf(placeholders);
    }

    /** Empty where no severity is told, or by a word that is none. */
    public Optional<Severity> severity() {
        return severityWord.flatMap(Severity::parse);
    }

    /** The project that is affected: by the words after "affecting", else by the repository that the links lead to. */
    public Optional<String> project() {
        return affected.flatMap(Projects::named)
                .or(() -> links.stream()
                        .flatMap(link -> Projects.ofRepository(link.url()).stream())
                        .findFirst());
    }

    boolean has(LinkKind kind) {
        return links.stream().anyMatch(link -> link.kind() == kind);
    }

    /** The ids of records that it links to, in their order. */
    List<CveId> linkedRecords() {
        return links.stream().flatMap(link -> link.record().stream()).distinct().toList();
    }
}
