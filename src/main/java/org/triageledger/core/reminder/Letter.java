package org.triageledger.core.reminder;

import org.triageledger.core.document.Document;

/** A mail as it is read. */
public record Letter(String subject, Document body) {
    public String text() {
        return body.text();
    }

    public String html() {
        return body.html();
    }

    /** Nothing of it: it is between the ledger and one person. */
    @Override
    public String toString() {
        return "Letter";
    }
}
