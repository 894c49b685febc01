package org.triageledger.mailbox.imap;

import java.util.Map;

/**
 * The beginning of a section of a mail.
 *
 * @param section its name (RFC 9051 §6.4.5), such as {@code 2.1.MIME}
 * @param most bytes to be asked for
 * @param beginning whether the beginning will do where there is more
 */
record BodySection(String section, int most, boolean beginning) {
    /** As an item of a FETCH that leaves no mark on the mail. */
    String item() {
        return "BODY.PEEK[" + section + "]<0." + most + ">";
    }

    /** Whether it is there, and as much of it as is needed. */
    boolean isAmong(Map<String, byte[]> pieces) {
        byte[] bytes = pieces.get(section);
        return bytes != null && (beginning || bytes.length < most);
    }
}
