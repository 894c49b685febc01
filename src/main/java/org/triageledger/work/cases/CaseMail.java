package org.triageledger.work.cases;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.triageledger.core.advisory.cases.CaseFinding;
import org.triageledger.core.advisory.cases.Chain;
import org.triageledger.core.advisory.cases.Step;
import org.triageledger.core.advisory.cases.Taken;
import org.triageledger.core.hash.Sha256;
import org.triageledger.core.member.Person;
import org.triageledger.notify.Letter;
import org.triageledger.store.CaseToldStore;
import org.triageledger.work.config.LedgerConfig;
import org.triageledger.work.people.Directory;
import org.triageledger.work.post.LetterWriter;
import org.triageledger.work.post.Outbox;

/**
 * Mails about findings, to the coordinator first and to the admins later, and before the end of the time for a case. Nobody is told of the
 * same twice, nor of what is settled or accepted by then; and nobody gets more than one mail a day, but where a CVE id is public. They name
 * cases by their ids and hold nothing of a report.
 */
@ApplicationScoped
public class CaseMail implements LetterWriter {
    private static final String KIND = "case";
    private static final String FINDING = "finding";
    private static final String NOTICE = "notice";
    private static final String DAY = "day ";

    private final CaseBook book;
    private final Directory directory;
    private final CaseToldStore told;
    private final LedgerConfig config;
    private final Clock clock;

    CaseMail(CaseBook book, Directory directory, CaseToldStore told, LedgerConfig config, Clock clock) {
        this.book = book;
        this.directory = directory;
        this.told = told;
        this.config = config;
        this.clock = clock;
    }

    /** Whether mails go out by themselves. */
    public boolean isOn() {
        return config.cases().send();
    }

    /**
     * Something to tell somebody.
     *
     * @param about by which it is found again at the moment of sending
     * @param urgent whether it is told at once, in a mail of its own
     */
    public record Due(String person, String about, String subject, List<String> lines, boolean urgent) {}

    /** Notes in the outbox what is due now; gives how many mails are new. */
    @Transactional
    public int note(Outbox outbox) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        int added = 0;
        Map<String, List<Due>> listed = new TreeMap<>();
        for (Due due : due()) {
            if (due.urgent()) {
                added += add(outbox, due.person(), due.about()) ? 1 : 0;
            } else {
                listed.computeIfAbsent(due.person(), person -> new ArrayList<>())
                        .add(due);
            }
        }
        for (Map.Entry<String, List<Due>> entry : listed.entrySet()) {
            String person = entry.getKey();
            Set<String> before = told.told(person);
            List<String> fresh = entry.getValue().stream()
                    .map(Due::about)
                    .distinct()
                    .filter(about -> !before.contains(about))
                    .toList();
            // what comes up after the mail of the day waits for that of the next
            if (!fresh.isEmpty() && add(outbox, person, DAY + today)) {
                fresh.forEach(about -> told.add(person, about, today));
                added++;
            }
        }
        return added;
    }

    private static boolean add(Outbox outbox, String person, String about) {
        return outbox.add(KIND + "/" + about + "/" + person, KIND, person, about);
    }

    /** All that is due now, be it sent already or not. */
    @Transactional
    public List<Due> due() {
        CaseDays.Day day = book.on(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        List<Due> due = new ArrayList<>();
        for (Chain chain : day.chains()) {
            Optional<String> coordinator = chain.coordinator()
                    .flatMap(Taken::about)
                    .filter(id -> directory.reach(id).isPresent());
            for (CaseFinding finding : day.of(chain)) {
                if (day.isOpen(finding)) {
                    recipients(finding, chain, coordinator, day)
                            .map(person -> new Due(
                                    person,
                                    FINDING + " " + Sha256.hex(finding.key()).substring(0, 32),
                                    subject(chain) + ": " + lower(finding.rule().title()),
                                    List.of(
                                            "Case " + chain.of().id() + ": "
                                                    + lower(finding.rule().title()) + ", since "
                                                    + finding.since() + ".",
                                            finding.rule().toDo()),
                                    finding.rule().isUrgent()))
                            .forEach(due::add);
                }
            }
            List<Duration> notices = day.rules().notices(chain);
            if (!notices.isEmpty()) {
                Instant end = day.rules()
                        .due(
                                chain,
                                chain.first(Step.RECEIVED).orElseThrow().when().by());
                Duration before = notices.getFirst();
                coordinator
                        .map(person -> new Due(
                                person,
                                NOTICE + " " + chain.of().id() + " " + before.toDays() + " " + end,
                                subject(chain) + ": to be finished by " + LocalDate.ofInstant(end, ZoneOffset.UTC),
                                List.of(
                                        "Case " + chain.of().id() + " should be finished by " + end + ".",
                                        "Finish it by then, or hand it over."),
                                false))
                        .ifPresent(due::add);
            }
        }
        return due;
    }

    /** The coordinator from the beginning; the admins later, or at once where there is no coordinator who can be reached. */
    private Stream<String> recipients(
            CaseFinding finding, Chain chain, Optional<String> coordinator, CaseDays.Day day) {
        Stream<String> admins = coordinator.isEmpty() || CaseLines.forAdmins(finding, chain, day)
                ? directory.admins().stream().map(Person::id)
                : Stream.empty();
        return Stream.concat(coordinator.stream(), admins).distinct();
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    @Transactional
    public Optional<Letter> write(String recipient, String about, String messageId) {
        Set<String> meant = about.startsWith(DAY)
                ? told.told(recipient, LocalDate.parse(about.substring(DAY.length())))
                : Set.of(about);
        List<Due> still = due().stream()
                .filter(eachDue -> eachDue.person().equals(recipient) && meant.contains(eachDue.about()))
                .toList();
        if (still.isEmpty()) {
            return Optional.empty();
        }
        String subject = still.size() == 1 ? still.getFirst().subject() : still.size() + " findings about cases";
        String text = still.stream()
                .map(eachDue -> String.join(still.size() == 1 ? "\n\n" : "\n", eachDue.lines()))
                .collect(Collectors.joining("\n\n"));
        return directory
                .reach(recipient)
                .map(to -> new Letter(
                        messageId,
                        to.name(),
                        to.address(),
                        subject,
                        "Hello " + to.name() + ",\n\n" + text + pages() + "\n",
                        Optional.empty()));
    }

    private String pages() {
        return config.reminders()
                .pages()
                .map(pages -> "\n\nSee the cases at " + pages.replaceFirst("/+$", "") + "/cases")
                .orElse("");
    }

    private static String subject(Chain chain) {
        return "Case " + chain.of().id();
    }

    private static String lower(String title) {
        return title.startsWith("CVE")
                ? title
                : title.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + title.substring(1);
    }
}
