package org.triageledger.core.advisory.draft;

/**
 * What somebody filled in, as it was typed. {@link DraftReader} says what it means, or what is wrong with it.
 *
 * @param cve the id; blank while none is reserved
 * @param project as the announcement names it
 * @param vector of CVSS v4.0
 * @param description paragraphs of plain text
 * @param links one address a line
 * @param credits one a line, {@code coordinator: Ada Example (https://github.com/ada-x)}
 */
public record DraftFields(
        String cve, String project, String title, String vector, String description, String links, String credits) {
    /** Of a draft that nobody has begun to fill in. */
    public static final DraftFields EMPTY = new DraftFields("", "CPython", "", "", "", "", "");

    /** Shows nothing of it: this may find its way into a log. */
    @Override
    public String toString() {
        return "DraftFields";
    }
}
