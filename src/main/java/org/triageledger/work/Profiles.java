package org.triageledger.work;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.triageledger.core.mail.ListId;
import org.triageledger.core.mail.ListSoftware;
import org.triageledger.core.mail.SourceProfile;

/** What is known of a source before its mail is read, from settings or options. */
@ApplicationScoped
class Profiles {
    private final LedgerConfig config;

    Profiles(LedgerConfig config) {
        this.config = config;
    }

    SourceProfile of(String name, LedgerConfig.Mailbox mailbox) {
        return new SourceProfile(
                name,
                SourceProfile.Mode.MAILBOX,
                mailbox.lists().orElse(Set.of()).stream()
                        .flatMap(list -> ListId.parse(list).stream())
                        .collect(Collectors.toUnmodifiableSet()),
                lower(mailbox.authservIds().orElse(Set.of())),
                mailbox.acceptArc(),
                ownDomains(),
                software("ledger.mailboxes." + name + ".list-software", mailbox.listSoftware()));
    }

    /**
     * @param trust {@code archive} or {@code mailbox}
     * @param listSoftware a word of {@link ListSoftware}
     * @throws Refusal where something is wrong with it
     */
    SourceProfile of(
            String name, String trust, List<String> listIds, Optional<String> listSoftware, List<String> authservIds) {
        if (!name.matches("[\\p{Alnum}._ -]{1,100}")) {
            throw new Refusal("a source's name has letters, digits, blanks and . _ - only");
        }
        SourceProfile.Mode mode = switch (trust) {
            case "archive" -> SourceProfile.Mode.ARCHIVE;
            case "mailbox" -> SourceProfile.Mode.MAILBOX;
            default ->
                throw new Refusal("--trust is archive (you vouch for it) or mailbox (judged by"
                        + " Authentication-Results), not '" + trust + "'");
        };
        return new SourceProfile(
                name,
                mode,
                listIds.stream()
                        .map(text -> ListId.parse(text)
                                .orElseThrow(() -> new Refusal(
                                        "'" + text + "' is no List-Id: it looks like security.example.org")))
                        .collect(Collectors.toUnmodifiableSet()),
                lower(Set.copyOf(authservIds)),
                false,
                ownDomains(),
                software("--list-software", listSoftware));
    }

    private static ListSoftware software(String setting, Optional<String> word) {
        return word.map(text -> ListSoftware.of(text)
                        .orElseThrow(
                                () -> new Refusal(setting + " is one of " + String.join(", ", ListSoftware.words()))))
                .orElse(ListSoftware.UNKNOWN);
    }

    private Set<String> ownDomains() {
        return lower(config.ownDomains().orElse(Set.of()));
    }

    private static Set<String> lower(Set<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }
}
