package org.triageledger.core.advisory.draft;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.triageledger.core.advisory.Link;
import org.triageledger.core.advisory.LinkKind;

/**
 * What a draft gives the CVE record ({@code containers.cna}, CVE JSON 5): its {@code credits} and {@code references}. Of the format's rules
 * those hold that it can break: no empty list, nothing twice, no link of another kind.
 */
public record RecordFragment(List<Credit> credits, List<Reference> references) {
    /** @param lang of {@code value}, as in BCP 47 */
    public record Credit(String lang, String type, String value) {}

    /** @param tags of the format; empty for a link of which only its address is known */
    public record Reference(String url, List<String> tags) {
        public Reference {
            tags = List.copyOf(tags);
        }
    }

    public RecordFragment {
        credits = List.copyOf(credits);
        references = List.copyOf(references);
    }

    /** @param archive where the list's archive shows the announcement, once it was sent */
    public static RecordFragment of(Draft draft, Optional<String> archive) {
        return new RecordFragment(
                draft.credits().stream()
                        .map(credit -> new Credit("en", credit.type().text(), credit.value()))
                        .distinct()
                        .toList(),
                Link.distinct(Stream.concat(draft.links().stream(), archive.map(Link::of).stream())
                                .toList())
                        .stream()
                        .filter(link -> link.kind() != LinkKind.RECORD)
                        .map(link -> new Reference(link.url(), tags(link.kind())))
                        .toList());
    }

    private static List<String> tags(LinkKind kind) {
        return switch (kind) {
            case PULL, COMMIT -> List.of("patch");
            case ISSUE -> List.of("issue-tracking");
            case ARCHIVE -> List.of("vendor-advisory");
            case RECORD, OTHER -> List.of();
        };
    }
}
