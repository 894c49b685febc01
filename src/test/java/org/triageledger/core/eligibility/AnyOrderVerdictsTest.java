package org.triageledger.core.eligibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triageledger.core.eligibility.Team.member;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.triageledger.core.activity.Activities;
import org.triageledger.core.activity.Activity;
import org.triageledger.core.activity.Credit;
import org.triageledger.core.activity.CreditRules;
import org.triageledger.core.activity.Report;
import org.triageledger.core.activity.Reports;
import org.triageledger.core.coverage.Coverage;
import org.triageledger.core.coverage.Stretch;
import org.triageledger.core.mail.Letters;
import org.triageledger.core.mail.MessageCopy;
import org.triageledger.core.mail.thread.Messages;
import org.triageledger.core.mail.thread.Threads;
import org.triageledger.core.member.Roster;

/** In whatever order the mail comes, and however often, the verdicts of any day are the same. */
class AnyOrderVerdictsTest {
    private static final Roster ROSTER = new Roster(
            List.of(
                    member("ada").owns("ada@example.org").person(),
                    member("bob").owns("bob@example.org").joined("2026-03-20").person(),
                    member("cyd").owns("cyd@example.org").person()),
            List.of());

    private static final Coverage READ =
            new Coverage(List.of(new Stretch(Instant.parse("2020-01-01T00:00:00Z"), Team.ALL_READ)));

    @Property(tries = 300)
    void anyOrderAndAnyBatchesGiveTheSameVerdicts(
            @ForAll("mail") List<MessageCopy> mail, @ForAll @IntRange(max = 500) int days, @ForAll Random random) {
        LocalDate day = LocalDate.of(2026, 3, 1).plusDays(days);
        List<MessageCopy> stored = new ArrayList<>(mail);
        stored.addAll(mail.subList(0, random.nextInt(mail.size() + 1)));
        Collections.shuffle(stored, random);

        for (Policy policy : List.of(Policy.SEED_2024, Policy.PEP811_2025)) {
            assertThat(verdicts(stored, policy, day)).isEqualTo(verdicts(mail, policy, day));
        }
    }

    @Property(tries = 300)
    void verdictsThatCountNoLinesNeedNoThreads(
            @ForAll("mail") List<MessageCopy> mail, @ForAll @IntRange(max = 500) int days) {
        LocalDate day = LocalDate.of(2026, 3, 1).plusDays(days);
        Activity activity = activity(mail, day);
        Activity published = new Activity(
                activity.reports(),
                activity.credits(),
                activity.pending(),
                activity.unnamed(),
                activity.reports().stream()
                        .filter(report -> report.id().hashCode() % 3 == 0)
                        .collect(Collectors.toMap(Report::id, report -> Report.Status.DUPLICATE)));
        List<Policy> policies = Stream.of(Policy.SEED_2024, Policy.PEP811_2025)
                .flatMap(policy -> Stream.concat(
                        Stream.of(policy), Readings.names().stream().flatMap(name -> policy.reading(name).stream())))
                .filter(policy -> policy.readings().leastLines() <= 1)
                .toList();

        assertThat(policies).hasSizeGreaterThan(10);
        for (Policy policy : policies) {
            for (Activity each : List.of(activity, published)) {
                assertThat(Evaluations.of(policy, ROSTER, each.withoutThreads(), READ, day, Team.ALL_READ))
                        .as(policy.name())
                        .isEqualTo(Evaluations.of(policy, ROSTER, each, READ, day, Team.ALL_READ));
            }
        }
    }

    @Property(tries = 300)
    void whatIsTakenFromEarlierWorkIsWhatItWouldBeAnew(
            @ForAll("mail") List<MessageCopy> mail, @ForAll @IntRange(max = 500) int days, @ForAll Random random) {
        LocalDate day = LocalDate.of(2026, 3, 1).plusDays(days);
        Activity activity = activity(mail, day);
        List<Policy> policies = Stream.of(Policy.SEED_2024, Policy.PEP811_2025)
                .flatMap(policy -> Stream.concat(
                        Stream.of(policy), Readings.names().stream().flatMap(name -> policy.reading(name).stream())))
                .toList();
        for (Policy policy : policies) {
            Activity other = changed(activity, random);
            Evaluations known = Evaluations.over(policy, ROSTER, activity, READ, Team.ALL_READ);
            assertThat(known.over(ROSTER, other).on(day))
                    .as(policy.name())
                    .isEqualTo(Evaluations.of(policy, ROSTER, other, READ, day, Team.ALL_READ));
        }
    }

    /** Some credits less, some made anew, of whatever rule, and some reports that turned out to be something else. */
    private static Activity changed(Activity activity, Random random) {
        return new Activity(
                activity.reports(),
                activity.credits().stream()
                        .filter(credit -> random.nextInt(6) > 0)
                        .map(credit -> random.nextInt(6) > 0
                                ? credit
                                : new Credit(
                                        random.nextBoolean() ? "bob" : credit.member(),
                                        credit.kind(),
                                        credit.report(),
                                        credit.evidence(),
                                        credit.rule()))
                        .toList(),
                activity.pending(),
                activity.unnamed(),
                activity.reports().stream()
                        .filter(report -> random.nextInt(8) == 0)
                        .collect(Collectors.toMap(Report::id, report -> Report.Status.SPAM, (one, same) -> one)));
    }

    @Provide
    Arbitrary<List<MessageCopy>> mail() {
        return Letters.some();
    }

    private static List<Evaluation> verdicts(List<MessageCopy> mail, Policy policy, LocalDate day) {
        return Evaluations.of(policy, ROSTER, activity(mail, day), READ, day, Team.ALL_READ);
    }

    private static Activity activity(List<MessageCopy> mail, LocalDate day) {
        return Activities.of(
                Reports.of(Threads.of(Activities.upTo(Messages.merge(mail), day)), ROSTER, List.of()),
                ROSTER,
                CreditRules.DEFAULT);
    }
}
