package org.triageledger.core.advisory;

import java.util.Optional;

/**
 * A published record links to its announcement in the list's archive. The rule is one, whether the record is looked at alone, when any such
 * link is enough, or beside the announcement, when it must be the link to that mail.
 */
public final class ArchiveLink {
    public static final String RULE = "no-archive-link";

    private ArchiveLink() {}

    /** @param there whether the record has the link */
    public static Optional<Finding> missing(CveId id, boolean there) {
        return there
                ? Optional.empty()
                : Optional.of(new Finding(
                        RULE,
                        "The record of " + id + " does not link to the announcement in the list's archive.",
                        "Add the announcement's address in the archive to the record's references, with the tag"
                                + " vendor-advisory."));
    }
}
