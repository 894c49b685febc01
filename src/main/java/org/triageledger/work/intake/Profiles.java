package org.triageledger.work.intake;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.triageledger.core.mail.Address;
import org.triageledger.core.mail.ListId;
import org.triageledger.core.mail.ListSoftware;
import org.triageledger.core.mail.SourceProfile;
import org.triageledger.work.Refusal;
import org.triageledger.work.config.LedgerConfig;

/** What is known of a source before its mail is read, from settings or options. */
@ApplicationScoped
class Profiles {
    /** Among the authserv-ids: a receiver of ours writes none. */
    private static final String NO_NAME = "none";

    private final LedgerConfig config;

    Profiles(LedgerConfig config) {
        this.config = config;
    }

    SourceProfile of(String name, LedgerConfig.Mailbox mailbox) {
        return new SourceProfile(
                name,
                SourceProfile.Mode.MAILBOX,
                lists(mailbox).stream()
                        .flatMap(list -> ListId.parse(list).stream())
                        .collect(Collectors.toUnmodifiableSet()),
                named(mailbox.authservIds().orElse(Set.of())),
                hosts(
                        "ledger.mailboxes." + name + ".receiver-hosts",
                        mailbox.authservIds().orElse(Set.of()),
                        mailbox.receiverHosts().orElse(Set.of())),
                lower(mailbox.arcSealers().orElse(Set.of())),
                ownDomains(),
                software(
                        "ledger.mailboxes." + name + ".list-software",
                        isUsual(mailbox)
                                ? mailbox.listSoftware().or(config.announcements()::listSoftware)
                                : mailbox.listSoftware()),
                addresses(
                        "ledger.mailboxes." + name + ".list-reply-to",
                        (isUsual(mailbox)
                                        ? mailbox.listReplyTo().or(config.announcements()::listReplyTo)
                                        : mailbox.listReplyTo())
                                .orElse(Set.of())));
    }

    /**
     * Announcements of which nobody says through which list they came, came through that of the settings.
     *
     * @throws Refusal where something is wrong with it
     */
    SourceProfile of(String name, SourceKind kind, SourceRules rules) {
        boolean usual = kind == SourceKind.ANNOUNCEMENTS && rules.listIds().isEmpty();
        return of(
                name,
                usual
                        ? new SourceRules(
                                rules.trust(),
                                List.of(config.announcements().list()),
                                rules.listSoftware().or(config.announcements()::listSoftware),
                                rules.listReplyTo().isEmpty()
                                        ? List.copyOf(config.announcements()
                                                .listReplyTo()
                                                .orElse(Set.of()))
                                        : rules.listReplyTo(),
                                rules.authservIds(),
                                rules.receiverHosts(),
                                rules.arcSealers())
                        : rules);
    }

    /** @throws Refusal where something is wrong with it */
    SourceProfile of(String name, SourceRules rules) {
        if (!name.matches("[\\p{Alnum}._ -]{1,100}")) {
            throw new Refusal("a source's name has letters, digits, blanks and . _ - only");
        }
        SourceProfile.Mode mode = switch (rules.trust()) {
            case "archive" -> SourceProfile.Mode.ARCHIVE;
            case "mailbox" -> SourceProfile.Mode.MAILBOX;
            default ->
                throw new Refusal("--trust is archive (you vouch for it) or mailbox (judged by"
                        + " Authentication-Results), not '" + rules.trust() + "'");
        };
        return new SourceProfile(
                name,
                mode,
                rules.listIds().stream()
                        .map(text -> ListId.parse(text)
                                .orElseThrow(() -> new Refusal(
                                        "'" + text + "' is no List-Id: it looks like security.example.org")))
                        .collect(Collectors.toUnmodifiableSet()),
                named(Set.copyOf(rules.authservIds())),
                hosts("--receiver-host", Set.copyOf(rules.authservIds()), Set.copyOf(rules.receiverHosts())),
                lower(Set.copyOf(rules.arcSealers())),
                ownDomains(),
                software("--list-software", rules.listSoftware()),
                addresses("--list-reply-to", rules.listReplyTo()));
    }

    private static Set<Address> addresses(String setting, Collection<String> texts) {
        return texts.stream()
                .map(text -> Address.parse(text)
                        .orElseThrow(() -> new Refusal(
                                setting + ": '" + text + "' is no address: it looks like name@example.org")))
                .collect(Collectors.toUnmodifiableSet());
    }

    private Set<String> lists(LedgerConfig.Mailbox mailbox) {
        return isUsual(mailbox)
                ? Set.of(config.announcements().list())
                : mailbox.lists().orElse(Set.of());
    }

    /** Whether it is read as the list of the settings says: it holds announcements, and names no list. */
    private static boolean isUsual(LedgerConfig.Mailbox mailbox) {
        return mailbox.lists().isEmpty() && mailbox.kind().equals(SourceKind.ANNOUNCEMENTS.word());
    }

    private static ListSoftware software(String setting, Optional<String> word) {
        return word.map(text -> ListSoftware.of(text)
                        .orElseThrow(
                                () -> new Refusal(setting + " is one of " + String.join(", ", ListSoftware.words()))))
                .orElse(ListSoftware.UNKNOWN);
    }

    private static Set<String> named(Set<String> authservIds) {
        return lower(authservIds).stream().filter(id -> !id.equals(NO_NAME)).collect(Collectors.toUnmodifiableSet());
    }

    /** The hosts of receivers that write no authserv-id; believed only where the settings name them. */
    private static Set<String> hosts(String setting, Set<String> authservIds, Set<String> hosts) {
        boolean unnamed = lower(authservIds).contains(NO_NAME);
        if (unnamed && hosts.isEmpty()) {
            throw new Refusal("a receiver that writes no authserv-id is known by its host alone: name it in " + setting
                    + ", as in mail.protection.outlook.com");
        }
        if (!unnamed && !hosts.isEmpty()) {
            throw new Refusal(
                    setting + " is for receivers that write no authserv-id: say none among the authserv-ids too");
        }
        return lower(hosts);
    }

    private Set<String> ownDomains() {
        return lower(config.ownDomains().orElse(Set.of()));
    }

    private static Set<String> lower(Set<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }
}
