package org.triageledger.work.review;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.triageledger.core.mail.Address;
import org.triageledger.core.membership.Act;
import org.triageledger.core.membership.Actor;
import org.triageledger.core.reminder.Cadence;
import org.triageledger.core.reminder.Letterhead;
import org.triageledger.core.reminder.Reminder;
import org.triageledger.core.reminder.ReminderSettings;
import org.triageledger.core.reminder.Reminders;
import org.triageledger.core.reminder.Simulation;
import org.triageledger.core.review.Review;
import org.triageledger.core.review.Reviews;
import org.triageledger.core.snapshot.ReviewInput;
import org.triageledger.document.ReviewCalendar;
import org.triageledger.notify.Letter;
import org.triageledger.store.OutboxStore;
import org.triageledger.store.ReturnStore;
import org.triageledger.work.Mapped;
import org.triageledger.work.Refusal;
import org.triageledger.work.config.LedgerConfig;
import org.triageledger.work.config.Letters;
import org.triageledger.work.config.Settings;
import org.triageledger.work.facts.Policies;
import org.triageledger.work.post.LetterWriter;
import org.triageledger.work.post.Outbox;
import org.triageledger.work.roster.ClaimBook;

/** The mails before a review: simulated, noted in the outbox once each for ever, and written again at the moment of sending. */
@ApplicationScoped
public class ReminderDesk implements LetterWriter {
    private static final String KIND = "reminder";

    private final ReviewBook reviews;
    private final Policies policies;
    private final OutboxStore outbox;
    private final ReturnStore returns;
    private final ClaimBook claims;
    private final Letters letters;
    private final LedgerConfig config;

    ReminderDesk(
            ReviewBook reviews,
            Policies policies,
            OutboxStore outbox,
            ReturnStore returns,
            ClaimBook claims,
            Letters letters,
            LedgerConfig config) {
        this.reviews = reviews;
        this.policies = policies;
        this.outbox = outbox;
        this.returns = returns;
        this.claims = claims;
        this.letters = letters;
        this.config = config;
    }

    /** Every mail of the next twelve months, if nothing else happens. */
    @Transactional
    public List<Simulation.Sent> simulate() {
        LocalDate today = reviews.today();
        return Simulation.of(plans(upcoming()), today, today.plusYears(1), sent(Optional.empty()));
    }

    /** The same for pages and programs, with what keeps mail from going out. */
    @Transactional
    public ReviewViews.Mails mails() {
        return new ReviewViews.Mails(
                isOn(),
                config.smtp().host().isPresent(),
                returns.outage().orElse(null),
                new Mapped<>(simulate(), this::line),
                returns.unreachable().stream()
                        .map(unreachable -> new ReviewViews.ReturnLine(
                                unreachable.address(), unreachable.person(), unreachable.since(), unreachable.why()))
                        .toList());
    }

    private ReviewViews.MailLine line(Simulation.Sent sent) {
        Reminder one = sent.reminder();
        var letter = letters.write(one.notice());
        return new ReviewViews.MailLine(
                sent.day(),
                one.key().kind().word(),
                one.key().review(),
                one.daysLeft(),
                one.name(),
                one.to().toString(),
                letter.subject(),
                letter.text());
    }

    /** The days of all reviews, past and to come, as a calendar (RFC 5545). It names nobody. */
    @Transactional
    public String calendar() {
        List<Review> days = new ArrayList<>(reviews.all());
        upcoming().stream().filter(planned -> !days.contains(planned)).forEach(days::add);
        return ReviewCalendar.of(days, cadence(), letterhead(), "reviews.triage-ledger.invalid");
    }

    /** Whether mails go out by themselves. */
    public boolean isOn() {
        return config.reminders().send();
    }

    /** Notes in the outbox what is due today; gives how many mails are new. */
    @Transactional
    public int note(Outbox box) {
        List<Reminders> plans = plansDue();
        if (plans.isEmpty()) {
            return 0;
        }
        Set<Reminder.Key> known = sent(Optional.empty());
        int added = 0;
        for (Reminders plan : plans) {
            for (Reminder reminder : plan.due(reviews.today(), known)) {
                String key = reminder.key().text();
                added += box.add(KIND + "/" + key, KIND, reminder.key().person(), key) ? 1 : 0;
            }
        }
        return added;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    @Transactional
    public Optional<Letter> write(String recipient, String about, String messageId) {
        return Reminder.Key.parse(about)
                .flatMap(key -> plansDue().stream()
                        .flatMap(plan -> plan.stillDue(key, reviews.today(), sent(Optional.of(key)))
                                        instanceof Reminders.Standing.Due due
                                ? Stream.of(due.reminder())
                                : Stream.empty())
                        .findFirst())
                .map(reminder -> mail(reminder, messageId));
    }

    private Letter mail(Reminder reminder, String messageId) {
        var letter = letters.write(reminder.notice());
        return new Letter(
                messageId,
                reminder.name(),
                reminder.to().toString(),
                letter.subject(),
                letter.text(),
                Optional.of(letter.html()),
                unsubscribe(reminder.key().kind()));
    }

    /** Members stop reminders by resigning on their page, or by asking a person to; admins get theirs for what they are. */
    private Optional<String> unsubscribe(Reminder.Kind kind) {
        String ways = Stream.concat(
                        config.reminders().pages().stream()
                                .map(pages ->
                                        "<" + URI.create(pages).toASCIIString().replaceFirst("/+$", "") + "/me>"),
                        Address.parse(config.reminders().contact()).stream()
                                .map(contact -> "<mailto:" + contact + "?subject=No%20more%20reminders>"))
                .collect(Collectors.joining(", "));
        return Optional.of(ways).filter(text -> kind == Reminder.Kind.MEMBER && !text.isEmpty());
    }

    /** @throws Refusal where no mail server is configured */
    public void needServer() {
        if (config.smtp().host().isEmpty()) {
            throw new Refusal("no mail server is set: set ledger.smtp.host and ledger.smtp.from");
        }
    }

    /**
     * The planned reviews to come and, for the years of which none is known, the yearly ones as if they were planned: as far
     * as their mails can go out within twelve months.
     */
    private List<Review.Planned> upcoming() {
        LocalDate today = reviews.today();
        List<Review> known = reviews.all();
        List<Review.Planned> planned = new ArrayList<>(known.stream()
                .filter(Review.Planned.class::isInstance)
                .map(Review.Planned.class::cast)
                .filter(review -> !review.day().isBefore(today))
                .toList());
        MonthDay yearly = Settings.yearly(config);
        Stream.of(today, today.plusYears(1))
                .map(from -> Reviews.next(known, yearly, from))
                .distinct()
                .map(ReminderDesk::assumed)
                .forEach(planned::add);
        return planned;
    }

    /** As if it had been planned when its year began, so that it is the same whenever it is asked for. */
    private static Review.Planned assumed(LocalDate day) {
        return new Review.Planned(
                String.valueOf(day.getYear()),
                day,
                0,
                new Act(
                        new Actor("", Actor.Capacity.ADMIN),
                        day.withDayOfYear(1).atStartOfDay(ZoneOffset.UTC).toInstant()));
    }

    private List<Reminders> plans(List<Review.Planned> planned) {
        if (planned.isEmpty()) {
            return List.of();
        }
        ReminderSettings office = new ReminderSettings(cadence(), letterhead(), never(), claims.open());
        ReviewInput basis = reviews.basis(policies.of(null, reviews.today()), reviews.today());
        return planned.stream()
                .map(review -> Reminders.of(review, basis.under(policies.of(null, review.day())), office))
                .toList();
    }

    /** Those of which mails go out at this time of the year: on most days none, and then nothing has to be evaluated. */
    private List<Reminders> plansDue() {
        LocalDate today = reviews.today();
        Cadence cadence = cadence();
        return plans(upcoming().stream()
                .filter(review -> cadence.step(review.day(), today).isPresent())
                .toList());
    }

    private Cadence cadence() {
        return new Cadence(config.reminders().daysBefore());
    }

    private Letterhead letterhead() {
        return new Letterhead(
                config.team(),
                config.reminders().pages().map(URI::create),
                config.reminders().contact());
    }

    /** Addresses that mail of ours came back from. */
    private Set<Address> never() {
        return returns.unreachable().stream()
                .flatMap(unreachable -> Address.parse(unreachable.address()).stream())
                .collect(Collectors.toSet());
    }

    /** The keys of what was noted before, be it sent or still to be sent, but for one. */
    private Set<Reminder.Key> sent(Optional<Reminder.Key> but) {
        Set<Reminder.Key> keys = outbox.all().stream()
                .filter(entry -> entry.kind().equals(KIND))
                .flatMap(entry -> Reminder.Key.parse(entry.about()).stream())
                .collect(Collectors.toCollection(HashSet::new));
        but.ifPresent(keys::remove);
        return keys;
    }
}
