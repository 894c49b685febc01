package org.triageledger.core.eligibility;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.triageledger.core.eligibility.Criterion.Result;
import org.triageledger.core.member.Branch;
import org.triageledger.core.member.Dated;
import org.triageledger.core.member.Person;
import org.triageledger.core.member.Role;
import org.triageledger.core.member.Roster;

/**
 * The criteria that roles fulfil: release manager or expert of a living branch, a seat on the steering council.
 *
 * <p>A role given by hand without a branch holds for its days alone. Only a release manager without a branch needs a reason,
 * once the release cycle, which knows all release managers, is loaded.
 */
final class RoleCriteria {
    private final Roster roster;
    private final LocalDate asOf;
    private final List<Standing> standings;
    private final List<Criterion> criteria = new ArrayList<>();

    /** What a role comes to. */
    private sealed interface Standing {
        Role role();

        /** It exempts on these days. */
        record Holds(Role role, Dated when, String note) implements Standing {}

        record Unclear(Role role, String why) implements Standing {}

        record Never(Role role, String why) implements Standing {}
    }

    RoleCriteria(Person person, Roster roster, Readings readings, LocalDate asOf) {
        this.roster = roster;
        this.asOf = asOf;
        this.standings = roster.roles(person).stream()
                .filter(role -> switch (role.kind()) {
                    case RELEASE_MANAGER, STEERING_COUNCIL -> true;
                    case EXPERT -> readings.expertsExempt();
                    case ADMIN -> false;
                })
                .map(this::standing)
                .toList();
        criteria.add(criterion(Role.Kind.RELEASE_MANAGER, "Is no release manager of a living branch."));
        if (readings.expertsExempt()) {
            criteria.add(criterion(Role.Kind.EXPERT, "Is no expert of a living branch."));
        }
        criteria.add(criterion(Role.Kind.STEERING_COUNCIL, "Has no seat on the steering council."));
    }

    List<Criterion> criteria() {
        return criteria;
    }

    /** The last day on which some role exempts without interruption; a term that follows the day after counts on. */
    Optional<LocalDate> until() {
        return end(holding(standings.stream()));
    }

    /** The days after this one on which a role begins, or has ended. */
    List<LocalDate> turns() {
        return holding(standings.stream())
                .flatMap(holds -> Stream.concat(
                        holds.when.from().stream(), holds.when.to().map(last -> last.plusDays(1)).stream()))
                .filter(day -> day.isAfter(asOf))
                .toList();
    }

    private Criterion criterion(Role.Kind kind, String none) {
        List<Standing> own = standings.stream()
                .filter(standing -> standing.role().kind() == kind)
                .toList();
        List<Standing.Holds> now = holding(own.stream())
                .filter(holds -> holds.when.holds(asOf))
                .sorted(Comparator.comparing(
                                (Standing.Holds holds) -> holds.when.to().orElse(LocalDate.MAX))
                        .reversed())
                .toList();
        if (!now.isEmpty()) {
            return criterion(
                    kind,
                    Result.MET,
                    met(now.getFirst()),
                    now.stream().map(Standing.Holds::role),
                    end(holding(own.stream())));
        }
        Optional<Criterion> unclear = own.stream()
                .flatMap(standing -> standing instanceof Standing.Unclear it
                                && it.role.when().holds(asOf)
                        ? Stream.of(criterion(kind, Result.CANNOT_TELL, it.why, Stream.of(it.role), Optional.empty()))
                        : Stream.empty())
                .findFirst();
        return unclear.or(() -> lapsed(own)
                        .max(Comparator.comparing(Lapse::end))
                        .map(lapse ->
                                criterion(kind, Result.NOT_MET, lapse.why, Stream.of(lapse.role), Optional.empty())))
                .orElseGet(() -> criterion(kind, Result.NOT_MET, none, Stream.empty(), Optional.empty()));
    }

    private static Criterion criterion(
            Role.Kind kind, Result result, String why, Stream<Role> roles, Optional<LocalDate> until) {
        return new Criterion(
                kind.word(),
                result,
                why,
                roles.map(RoleCriteria::evidence).distinct().sorted().toList(),
                until);
    }

    private record Lapse(Role role, LocalDate end, String why) {}

    /** Roles that are over, or that the facts do not bear out. */
    private Stream<Lapse> lapsed(List<Standing> own) {
        return own.stream().flatMap(standing -> switch (standing) {
            case Standing.Holds holds ->
                holds
                        .when
                        .to()
                        .filter(last -> last.isBefore(asOf))
                        .map(last -> new Lapse(holds.role, last, ended(holds.role, last)))
                        .stream();
            case Standing.Never never ->
                never.role.when().holds(asOf)
                        ? Stream.of(new Lapse(never.role, LocalDate.MIN, never.why))
                        : Stream.empty();
            case Standing.Unclear ignored -> Stream.empty();
        });
    }

    private String ended(Role role, LocalDate last) {
        boolean branchEnded = role.branch()
                .flatMap(roster::branch)
                .flatMap(Branch::endOfLife)
                .filter(last::equals)
                .isPresent();
        return "Was " + title(role) + " until " + last + (branchEnded ? ", its end of life." : ".");
    }

    private static String met(Standing.Holds holds) {
        return "Is " + title(holds.role)
                + holds.when.to().map(last -> " until " + last).orElse("")
                + holds.note
                + ".";
    }

    private Standing standing(Role role) {
        if (role.kind() == Role.Kind.STEERING_COUNCIL) {
            return new Standing.Holds(role, role.when(), "");
        }
        if (role.branch().isEmpty()) {
            boolean borneOut = role.kind() != Role.Kind.RELEASE_MANAGER
                    || role.reason().isPresent()
                    || roster.branches().isEmpty();
            return borneOut
                    ? new Standing.Holds(role, role.when(), "")
                    : new Standing.Never(
                            role,
                            "Is noted as release manager, and manages no branch of the release cycle: name the branch, or a"
                                    + " reason without one.");
        }
        Optional<Branch> branch = role.branch().flatMap(roster::branch);
        if (branch.isPresent()) {
            return standing(role, branch.get());
        }
        return roster.branches().isEmpty()
                ? new Standing.Holds(role, role.when(), " (no release cycle is loaded to say when that ends)")
                : new Standing.Unclear(
                        role,
                        "Is " + title(role)
                                + ", which the release cycle does not know: correct it, or load a newer one.");
    }

    private static Standing standing(Role role, Branch branch) {
        if (branch.endOfLife().isEmpty() && branch.status() == Branch.Status.END_OF_LIFE) {
            return new Standing.Never(role, "Was " + title(role) + ", which is past its end of life.");
        }
        Optional<LocalDate> to = Stream.of(role.when().to(), branch.endOfLife())
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
        boolean everHeld = role.when()
                .from()
                .flatMap(from -> to.map(last -> !last.isBefore(from)))
                .orElse(true);
        return everHeld
                ? new Standing.Holds(role, new Dated(role.when().from(), to), "")
                : new Standing.Never(
                        role, "Is " + title(role) + ", which was past its end of life when the role began.");
    }

    /** The end of the days that hold without interruption from the day on; empty where there is none. */
    private Optional<LocalDate> end(Stream<Standing.Holds> holding) {
        List<Dated> stretches = holding.map(Standing.Holds::when).toList();
        LocalDate end = asOf;
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Dated stretch : stretches) {
                LocalDate reach = end.plusDays(1);
                boolean begins =
                        stretch.from().map(from -> !from.isAfter(reach)).orElse(true);
                if (begins && stretch.to().isEmpty()) {
                    return Optional.empty();
                }
                if (begins && stretch.to().orElseThrow().isAfter(end)) {
                    end = stretch.to().orElseThrow();
                    grown = true;
                }
            }
        }
        return Optional.of(end);
    }

    private static Stream<Standing.Holds> holding(Stream<Standing> standings) {
        return standings.flatMap(
                standing -> standing instanceof Standing.Holds holds ? Stream.of(holds) : Stream.empty());
    }

    private static String title(Role role) {
        String what = switch (role.kind()) {
            case RELEASE_MANAGER -> "release manager";
            case EXPERT -> "an expert";
            case STEERING_COUNCIL -> "on the steering council";
            case ADMIN -> "an admin";
        };
        return what + role.branch().map(version -> " of " + version).orElse("");
    }

    private static String evidence(Role role) {
        return role.kind().word() + role.branch().map(version -> " " + version).orElse("");
    }
}
