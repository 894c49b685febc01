package org.triageledger.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.triageledger.work.intake.Importer;
import org.triageledger.work.intake.SourceKind;
import org.triageledger.work.intake.SourceRules;
import org.triageledger.work.roster.RosterBook;

/** A team that does not exist, and its mail of a year. */
final class FictionalTeam {
    static final String ROSTER = """
            members:
              - {id: ada, name: Ada Beispiel, github: ada-b, joined: 2019-02-01, addresses: [ada@example.org], roles: [{role: admin}]}
              - {id: tom, name: Tomáš Vzor, github: tomas-v, joined: 2019-02-01, addresses: [tom@example.org]}
              - {id: ines, name: Inés Modelo, github: ines-m, joined: 2019-02-01, addresses: [ines@example.org]}
              - {id: kwame, name: Kwame Mfano, github: kwame-m, joined: 2026-06-15, addresses: [kwame@example.org]}
              - {id: lena, name: Lena Muster, github: lena-m, joined: 2019-02-01, addresses: [lena@example.org], roles: [{role: admin}]}
              - {id: marek, name: Marek Przykład, github: marek-p, joined: 2019-02-01, addresses: [marek@example.org], roles: [{role: steering-council, from: 2025-12-13, to: 2026-12-12}]}
              - {id: yuki, name: Yuki Rei, github: yuki-r, joined: 2019-02-01, addresses: [yuki@example.org]}
              - {id: aiko, name: Aiko Sample, github: aiko-s, joined: 2019-02-01, addresses: [aiko@example.org]}
              - {id: noor, name: Noor Voorbeeld, github: noor-v, joined: 2019-02-01, addresses: [noor@example.org]}
              - {id: pia, name: Pia Exempel, joined: 2026-09-02, addresses: [pia@example.org]}
            """;

    /** Who is active on 2026-11-01, as the page says it. */
    static final List<String> LINES = List.of(
            "Ada Beispiel Triaged 5 reports since 2025-11-01, last on 2026-09-23. active 2027-09-23 2026-09-23 5",
            "Aiko Sample No credit so far. inactive none none 0",
            "Inés Modelo Triaged 3 reports since 2025-11-01, last on 2026-08-19. active 2027-08-19 2026-08-19 3",
            "Kwame Mfano Triaged 1 report since 2025-11-01, last on 2026-10-05. active 2027-10-05 2026-10-05 1",
            "Lena Muster Triaged 4 reports since 2025-11-01, last on 2026-10-12. active 2027-10-12 2026-10-12 4",
            "Marek Przykład Is on the steering council until 2026-12-12. exempt 2026-12-12 41 days left none 0",
            "Noor Voorbeeld Triaged 1 report since 2025-11-01, last on 2026-02-10. active 2027-02-10 2026-02-10 1",
            "Pia Exempel Joined on 2026-09-02, within the last year. newcomer 2027-09-02 none 0",
            "Tomáš Vzor Triaged 2 reports since 2025-11-01, last on 2026-06-11. active 2027-06-11 2026-06-11 2",
            "Yuki Rei Triaged 1 report since 2025-11-01, last on 2025-11-21. active 2026-11-21 20 days left 2025-11-21 1");

    /** Day, sender, and what is answered. The n-th has the id fic-n. */
    private static final List<String> MAILS = List.of(
            "2025-11-18 sam -",
            "2025-11-19 ada fic-1",
            "2025-11-25 lena fic-1",
            "2026-01-12 rin -",
            "2026-01-13 tom fic-4",
            "2026-01-20 ada fic-4",
            "2026-02-10 noor fic-4",
            "2026-03-02 sam -",
            "2026-03-03 ines fic-8",
            "2026-03-17 lena fic-8",
            "2026-05-06 rin -",
            "2026-07-21 ines fic-11",
            "2026-05-08 ada fic-11",
            "2026-06-11 tom fic-11",
            "2026-07-28 sam -",
            "2026-07-29 lena fic-15",
            "2026-08-04 ada fic-15",
            "2026-08-19 ines fic-15",
            "2026-09-22 rin -",
            "2026-09-23 ada fic-19",
            "2026-10-05 kwame fic-19",
            "2026-10-12 lena fic-19",
            "2025-11-21 yuki fic-1");

    private FictionalTeam() {}

    /** The team and its mail, of which nothing is missing up to 2026-11-01. */
    static void load(RosterBook roster, Importer importer, Path folder) throws IOException {
        roster.load(Files.writeString(folder.resolve("roster.yaml"), ROSTER));
        importer.run(
                new Importer.Order(
                        "security-list",
                        "archive",
                        List.of(),
                        List.of(),
                        new Importer.DayRange(LocalDate.of(2025, 10, 1), LocalDate.of(2026, 11, 1)),
                        List.of(Files.writeString(folder.resolve("2026.mbox"), mbox())
                                .toString())),
                read -> {});
    }

    /** A mail of a member in a mailbox of which nothing proves the sender: a question in the queue. */
    static void ask(Importer importer, Path folder) throws IOException {
        importer.run(
                new Importer.Order(
                        "claimed",
                        SourceKind.MAIL,
                        new SourceRules("mailbox", List.of(), List.of("mx.example.org")),
                        null,
                        List.of(Files.writeString(folder.resolve("claimed.mbox"), """
                                From x Tue Oct  6 10:00:00 2026
                                From: Ada Beispiel <ada@example.org>
                                Message-ID: <claimed@example.org>
                                In-Reply-To: <fic-19@example.org>
                                Subject: Re: something odd

                                I look at it.
                                """)
                                .toString())),
                read -> {});
    }

    static String mbox() {
        StringBuilder mbox = new StringBuilder();
        for (int i = 0; i < MAILS.size(); i++) {
            String[] mail = MAILS.get(i).split(" ");
            String address = mail[1] + (mail[2].equals("-") ? "@example.net" : "@example.org");
            mbox.append("From x ")
                    .append(DateTimeFormatter.ofPattern("EEE MMM dd '10:00:00' uuuu", Locale.ENGLISH)
                            .format(LocalDate.parse(mail[0])))
                    .append("\nFrom: ")
                    .append(address)
                    .append("\nMessage-ID: <fic-")
                    .append(i + 1)
                    .append("@example.org>\n");
            if (!mail[2].equals("-")) {
                mbox.append("In-Reply-To: <")
                        .append(mail[2])
                        .append("@example.org>\nArchived-At: <https://lists.example.org/archives/")
                        .append(i + 1)
                        .append(">\n");
            }
            mbox.append("Subject: a report\n\nSome lines.\n\n");
        }
        return mbox.toString();
    }
}
