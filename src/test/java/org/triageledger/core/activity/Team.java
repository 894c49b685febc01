package org.triageledger.core.activity;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.triageledger.core.mail.Address;
import org.triageledger.core.mail.Letter;
import org.triageledger.core.mail.Message;
import org.triageledger.core.mail.MessageCopy;
import org.triageledger.core.mail.thread.Messages;
import org.triageledger.core.mail.thread.Threads;
import org.triageledger.core.member.Dated;
import org.triageledger.core.member.OwnedAddress;
import org.triageledger.core.member.Person;
import org.triageledger.core.member.Roster;

/** A team for tests, and what its mail comes to, written in words. Eve and Mallory are no members. */
final class Team {
    /**
     * Ada and Bob are members for ever; Cyd joined on 2026-03-10 and left after 2026-03-20; Dee got Cyd's old address
     * shared@example.org on 2026-04-01.
     */
    static final Roster ROSTER = new Roster(
            List.of(
                    person("ada", "", "", owned("ada@example.org", "", "")),
                    person("bob", "", "", owned("bob@example.org", "", "")),
                    person(
                            "cyd",
                            "2026-03-10",
                            "2026-03-20",
                            owned("cyd@example.org", "", ""),
                            owned("shared@example.org", "", "2026-03-31")),
                    person("dee", "", "", owned("shared@example.org", "2026-04-01", ""))),
            List.of());

    private Team() {}

    static Activity of(Letter... letters) {
        return of(List.of(), letters);
    }

    static Activity of(List<Ruling> rulings, Letter... letters) {
        return of(
                rulings, Messages.merge(Stream.of(letters).map(Letter::sighting).toList()));
    }

    static Activity ofSightings(Collection<MessageCopy> sightings) {
        return of(List.of(), Messages.merge(sightings));
    }

    static Activity of(Collection<Ruling> rulings, Collection<Message> messages) {
        return Activities.of(Reports.of(Threads.of(messages), ROSTER, rulings), ROSTER, CreditRules.DEFAULT);
    }

    /** The status of each report, with who began it: {@code unreviewed, internal by ada}. */
    static String reports(Activity activity) {
        return activity.reports().stream()
                .map(report -> report.status().word()
                        + report.begunBy().map(member -> " by " + member).orElse(""))
                .collect(Collectors.joining(", "));
    }

    /** Members with their evidence: {@code ada: b c, bob: d}. Both kinds are given together, and that is checked. */
    static String credits(Activity activity) {
        return written(activity.credits().stream().map(Team::triage).toList());
    }

    /** The same of what waits: {@code ada claimed: b}. */
    static String pending(Activity activity) {
        return written(activity.pending().stream()
                .map(waiting -> triage(waiting.credit())
                        .map(line ->
                                line.replaceFirst(":", " " + waiting.doubt().word() + ":")))
                .toList());
    }

    private static Optional<String> triage(Credit credit) {
        String evidence = credit.evidence().stream()
                .map(piece -> piece.messageId().value().replace("@mail.example.org", ""))
                .collect(Collectors.joining(" "));
        return credit.kind() == Credit.Kind.TRIAGE ? Optional.of(credit.member() + ": " + evidence) : Optional.empty();
    }

    private static String written(List<Optional<String>> lines) {
        List<String> triage = lines.stream().flatMap(Optional::stream).toList();
        if (lines.size() != 2 * triage.size()) {
            throw new AssertionError("triage and comment come together");
        }
        return String.join(", ", triage);
    }

    private static Person person(String id, String from, String to, OwnedAddress... addresses) {
        return new Person(
                id, id, List.of(), Optional.of(id + "-x"), List.of(dated(from, to)), List.of(addresses), List.of());
    }

    private static OwnedAddress owned(String address, String from, String to) {
        return new OwnedAddress(Address.parse(address).orElseThrow(), dated(from, to));
    }

    private static Dated dated(String from, String to) {
        return new Dated(day(from), day(to));
    }

    private static Optional<LocalDate> day(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
    }
}
