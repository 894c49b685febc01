package org.triageledger.core.advisory.draft;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.triageledger.core.advisory.CveId;
import org.triageledger.core.advisory.Link;
import org.triageledger.core.advisory.LinkKind;

/**
 * The text of an announcement, as the team writes it: subject, the sentence of severity and project, description, links. Where no CVE
 * id is reserved yet, its place is left unfilled, which {@link org.triageledger.core.advisory.announcement.Lint} finds.
 */
public final class AnnouncementTemplate {
    private static final String NO_ID = "CVE-YYYY-NNNN";
    private static final String RECORDS = "https://www.cve.org/CVERecord?id=";

    private AnnouncementTemplate() {}

    /** One line, {@code [CVE-2026-12345] title}. */
    public static String subject(Draft draft) {
        return "[" + id(draft) + "] " + draft.title();
    }

    /** Lines end with line feeds, the last one too. */
    public static String text(Draft draft) {
        return "There is a " + draft.severity().severity() + " severity vulnerability affecting " + draft.project()
                + ".\n\n" + draft.description()
                + "\n\nPlease see the linked CVE ID for the latest information on affected versions:\n\n"
                + Stream.concat(
                                Stream.of(RECORDS + id(draft)),
                                draft.links().stream()
                                        .filter(link -> link.kind() != LinkKind.RECORD)
                                        .map(Link::url))
                        .map(url -> "* " + url + "\n")
                        .collect(Collectors.joining());
    }

    private static String id(Draft draft) {
        return draft.cve().map(CveId::value).orElse(NO_ID);
    }
}
