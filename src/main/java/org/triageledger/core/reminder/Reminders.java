package org.triageledger.core.reminder;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.triageledger.core.eligibility.Evaluation;
import org.triageledger.core.eligibility.Verdict;
import org.triageledger.core.mail.Address;
import org.triageledger.core.member.Finding;
import org.triageledger.core.member.OwnedAddress;
import org.triageledger.core.member.Person;
import org.triageledger.core.member.Role;
import org.triageledger.core.membership.Actor;
import org.triageledger.core.reminder.Reminder.Key;
import org.triageledger.core.reminder.Reminder.Kind;
import org.triageledger.core.review.Review;
import org.triageledger.core.snapshot.ReviewInput;

/**
 * The mails before a review: to each member who would be inactive on its day if nothing else happened, and a summary to each
 * admin. What is due follows from the facts and from what was sent, and from nothing else, so that it can be asked for at any
 * time and by anybody.
 */
public final class Reminders {
    private final Review.Planned review;
    private final ReviewInput basis;
    private final ReminderSettings office;
    private final List<Evaluation> foreseen;

    private Reminders(Review.Planned review, ReviewInput basis, ReminderSettings office) {
        this.review = review;
        this.basis = basis;
        this.office = office;
        this.foreseen = basis.on(review.day());
    }

    public static Reminders of(Review.Planned review, ReviewInput basis, ReminderSettings office) {
        return new Reminders(review, basis, office);
    }

    /** Whether a mail may go out at this moment. */
    public sealed interface Standing {
        record Due(Reminder reminder) implements Standing {}

        /** @param why a sentence for admins */
        record NotDue(String why) implements Standing {}
    }

    /**
     * What is to be sent on a UTC day, members first, each by id.
     *
     * @param sent the keys of all that was ever sent
     */
    public List<Reminder> due(LocalDate today, Set<Key> sent) {
        return due(today, sent, key -> true).toList();
    }

    /** Notices are made only for the keys that are asked for. */
    private Stream<Reminder> due(LocalDate today, Set<Key> sent, Predicate<Key> which) {
        return office.cadence().step(review.day(), today).stream()
                .flatMap(days -> Stream.concat(
                        inactive(today).stream()
                                .flatMap(evaluation -> key(Kind.MEMBER, days, evaluation.member(), sent)
                                        .filter(which)
                                        .flatMap(key -> reminder(key, evaluation, today))
                                        .stream()),
                        summaries(days, today, sent, which).stream()));
    }

    private List<Reminder> summaries(int days, LocalDate today, Set<Key> sent, Predicate<Key> which) {
        Map<Key, Person> asked = new LinkedHashMap<>();
        admins(today)
                .forEach(admin -> key(Kind.SUMMARY, days, admin.id(), sent)
                        .filter(which)
                        .ifPresent(key -> asked.put(key, admin)));
        if (asked.isEmpty()) {
            return List.of();
        }
        // the same for all of them
        List<Finding> findings = basis.findings(today);
        return asked.entrySet().stream()
                .flatMap(entry -> summary(entry.getKey(), entry.getValue(), findings, today).stream())
                .toList();
    }

    /**
     * Asked again at the moment of sending, on the facts of that moment: a person who became active meanwhile gets nothing more.
     *
     * @return the mail as it must be sent now, or why not
     */
    public Standing stillDue(Key key, LocalDate today, Set<Key> sent) {
        return due(today, sent, key::equals)
                .findFirst()
                .<Standing>map(Standing.Due::new)
                .orElseGet(() -> new Standing.NotDue(why(key, today, sent)));
    }

    private String why(Key key, LocalDate today, Set<Key> sent) {
        Optional<Integer> step = office.cadence().step(review.day(), today);
        if (sent.contains(key)) {
            return "It was sent already.";
        }
        if (!key.review().equals(review.id())) {
            return "It belongs to another review.";
        }
        if (step.isEmpty() || step.get() != key.step()) {
            return "Its time has passed, or has not come.";
        }
        Optional<Person> person = basis.roster().withId(key.person());
        if (person.isEmpty() || (key.kind() == Kind.MEMBER && !person.get().isMember(today))) {
            return "They are no member any more.";
        }
        if (key.kind() == Kind.SUMMARY && !Actor.holds(person.get(), Role.Kind.ADMIN, today)) {
            return "They are no admin any more.";
        }
        if (address(key.person(), today).isEmpty()) {
            return "No address of theirs can be written to.";
        }
        return foreseen.stream()
                .filter(evaluation -> evaluation.member().equals(key.person()))
                .findFirst()
                .map(evaluation -> "The verdict on the day of the review would be "
                        + evaluation.verdict().word() + ".")
                .orElse("They will be no member on the day of the review.");
    }

    /** Those who are members now and would be inactive then. */
    private List<Evaluation> inactive(LocalDate today) {
        return foreseen.stream()
                .filter(evaluation -> evaluation.verdict() instanceof Verdict.Inactive)
                .filter(evaluation -> basis.roster()
                        .withId(evaluation.member())
                        .filter(person -> person.isMember(today))
                        .isPresent())
                .toList();
    }

    private List<Person> admins(LocalDate today) {
        return basis.roster().people().stream()
                .filter(person -> Actor.holds(person, Role.Kind.ADMIN, today))
                .sorted(Comparator.comparing(Person::id))
                .toList();
    }

    private Optional<Key> key(Kind kind, int step, String person, Set<Key> sent) {
        return Optional.of(new Key(kind, review.id(), step, person)).filter(key -> !sent.contains(key));
    }

    private Optional<Reminder> reminder(Key key, Evaluation evaluation, LocalDate today) {
        return address(evaluation.member(), today)
                .map(to -> new Reminder(
                        key,
                        daysLeft(today),
                        evaluation.name(),
                        to,
                        new Notice.ToMember(
                                basis.policy(),
                                office.letterhead(),
                                evaluation,
                                basis.leave(evaluation.member(), today),
                                review.day(),
                                today)));
    }

    private int daysLeft(LocalDate today) {
        return Math.toIntExact(ChronoUnit.DAYS.between(today, review.day()));
    }

    private Optional<Reminder> summary(Key key, Person admin, List<Finding> findings, LocalDate today) {
        return address(admin.id(), today).map(to -> {
            List<Evaluation> inactive = inactive(today);
            return new Reminder(
                    key,
                    daysLeft(today),
                    admin.name(),
                    to,
                    new Notice.ToAdmin(
                            office.letterhead(),
                            review,
                            admin.name(),
                            foreseen,
                            inactive.stream()
                                    .map(evaluation -> new Notice.Inactive(
                                            evaluation,
                                            address(evaluation.member(), today).isPresent(),
                                            basis.leave(evaluation.member(), today)))
                                    .toList(),
                            findings,
                            office.openClaims(),
                            today));
        });
    }

    /** The first address that is theirs today and may be written to. */
    private Optional<Address> address(String id, LocalDate today) {
        return basis.roster().withId(id).stream()
                .flatMap(person -> person.addresses().stream())
                .filter(owned -> owned.when().holds(today))
                .map(OwnedAddress::address)
                .filter(address -> !office.never().contains(address))
                .findFirst();
    }
}
