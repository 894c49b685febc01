package org.triageledger.work.intake;

import java.util.Optional;
import java.util.stream.Stream;
import org.triageledger.core.mail.Named;
import org.triageledger.work.Refusal;

/** What the mail of a source is. */
public enum SourceKind implements Named {
    /** Mail of the team: it says who worked. */
    MAIL,
    /** The list on which advisories are announced: it says what is public. */
    ANNOUNCEMENTS;

    /** By its word; empty for any other. */
    static Optional<SourceKind> of(String word) {
        return Stream.of(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    /** @throws Refusal where it is no kind; the line names the setting or option */
    public static SourceKind asked(String setting, String word) {
        return of(word).orElseThrow(() -> new Refusal(setting + " is mail or announcements"));
    }
}
