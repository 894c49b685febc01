package org.triageledger.core.advisory.ghsa;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.triageledger.core.advisory.ghsa.AdvisoryWork.Standing;
import org.triageledger.core.member.Person;
import org.triageledger.core.member.Roster;

/**
 * Advisories to work of members. Accounts are told apart by login alone, without case; one that the roster does not know, or of a
 * program, earns nothing.
 */
public final class AdvisoryWorks {
    private AdvisoryWorks() {}

    /**
     * In order of the advisories, then of the members.
     *
     * @param minLines lines of its own that a comment must have to count
     */
    public static List<AdvisoryWork> of(Collection<Advisory> advisories, Roster roster, int minLines) {
        List<AdvisoryWork> work = new ArrayList<>();
        for (Advisory advisory : advisories) {
            work.addAll(commented(advisory, roster, minLines));
            work.addAll(named(advisory, roster));
        }
        return List.copyOf(work);
    }

    /** Who began the advisory earns nothing by commenting on it, as with mail. */
    private static List<AdvisoryWork> commented(Advisory advisory, Roster roster, int minLines) {
        Optional<String> author = advisory.author();
        Optional<String> beganBy = author.flatMap(roster::byLogin).map(Person::id);
        Standing standing = author.isPresent() ? Standing.CERTAIN : Standing.BEGINNING_UNKNOWN;
        Map<String, List<Comment>> byMember = new TreeMap<>();
        for (Comment comment : advisory.comments()) {
            if (!comment.program() && comment.lines() >= minLines) {
                comment.login()
                        .flatMap(login -> member(login, comment.created(), roster))
                        .filter(member -> !beganBy.equals(Optional.of(member)))
                        .ifPresent(member -> byMember.computeIfAbsent(member, first -> new ArrayList<>(1))
                                .add(comment));
            }
        }
        return byMember.entrySet().stream()
                .<AdvisoryWork>map(entry -> new AdvisoryWork.Commented(
                        entry.getKey(), advisory.id(), List.copyOf(entry.getValue()), standing))
                .toList();
    }

    private static List<AdvisoryWork> named(Advisory advisory, Roster roster) {
        List<AdvisoryWork> work = new ArrayList<>();
        for (Advisory.DatedCredit credit : advisory.credits()) {
            if (credit.type().counts()) {
                standing(credit.acceptance())
                        .ifPresent(standing -> member(
                                        credit.login(), credit.when().by(), roster)
                                .ifPresent(member -> work.add(new AdvisoryWork.Named(
                                        member, credit.type(), advisory.id(), credit.when(), standing))));
            }
        }
        return work;
    }

    /** A credit that was declined is none. */
    private static Optional<Standing> standing(NamedCredit.Acceptance acceptance) {
        return switch (acceptance) {
            case ACCEPTED -> Optional.of(Standing.CERTAIN);
            case PENDING, UNKNOWN -> Optional.of(Standing.NOT_ACCEPTED);
            case DECLINED -> Optional.empty();
        };
    }

    private static Optional<String> member(String login, Instant at, Roster roster) {
        return login.endsWith("[bot]")
                ? Optional.empty()
                : roster.byLogin(login)
                        .filter(person -> person.isMember(LocalDate.ofInstant(at, ZoneOffset.UTC)))
                        .map(Person::id);
    }
}
