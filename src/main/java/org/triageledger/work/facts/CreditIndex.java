package org.triageledger.work.facts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.triageledger.core.activity.Activity;
import org.triageledger.core.activity.Credit;
import org.triageledger.core.mail.SameObjects;

/** The credits of an activity by the ids of those who have them. */
public final class CreditIndex {
    static final CreditIndex NONE = new CreditIndex(Map.of());

    private static final long SECONDS_A_DAY = 86_400;

    private final Map<String, List<Credit>> byMember;
    private final Map<String, List<LocalDate>> days = new ConcurrentHashMap<>();
    private final Map<String, List<List<Credit>>> newest = new ConcurrentHashMap<>();

    CreditIndex(Activity activity) {
        this(activity, NONE);
    }

    /** @param before of other facts: what was made of credits that are the very same is not made again */
    CreditIndex(Activity activity, CreditIndex before) {
        this(activity.credits().stream().collect(Collectors.groupingBy(Credit::member)));
        byMember.forEach((member, all) -> {
            if (SameObjects.in(all, before.of(member))) {
                carry(member, before.days, days);
                carry(member, before.newest, newest);
            }
        });
    }

    private CreditIndex(Map<String, List<Credit>> byMember) {
        this.byMember = byMember;
    }

    private static <T> void carry(String member, Map<String, T> from, Map<String, T> to) {
        T known = from.get(member);
        if (known != null) {
            to.put(member, known);
        }
    }

    /** The ids of those who have credits. */
    public Set<String> members() {
        return byMember.keySet();
    }

    /** What somebody is credited with, in the order of the activity. */
    public List<Credit> of(String member) {
        return byMember.getOrDefault(member, List.of());
    }

    /** The same, those of each report together; the reports with the newest evidence first. */
    public List<List<Credit>> newestByReport(String member) {
        return newest.computeIfAbsent(member, this::byReport);
    }

    private List<List<Credit>> byReport(String member) {
        record Dated(List<Credit> group, Instant latest) {}
        return of(member).stream()
                .collect(Collectors.groupingBy(Credit::report, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(group -> new Dated(group, latest(group.getFirst())))
                .sorted(Comparator.comparing(Dated::latest).reversed())
                .map(Dated::group)
                .toList();
    }

    private static Instant latest(Credit credit) {
        return credit.evidence().stream()
                .map(Credit.Evidence::arrived)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    /** The UTC days between two, both included, on which evidence of somebody's credits arrived; sorted, each once. */
    public List<LocalDate> days(String member, LocalDate from, LocalDate to) {
        List<LocalDate> all = days.computeIfAbsent(member, this::allDays);
        return all.subList(place(all, from), place(all, to.plusDays(1)));
    }

    private static int place(List<LocalDate> all, LocalDate day) {
        int found = Collections.binarySearch(all, day);
        return found >= 0 ? found : -found - 1;
    }

    private List<LocalDate> allDays(String member) {
        return of(member).stream()
                .flatMap(credit -> credit.evidence().stream())
                .mapToLong(evidence -> Math.floorDiv(evidence.arrived().getEpochSecond(), SECONDS_A_DAY))
                .distinct()
                .sorted()
                .mapToObj(LocalDate::ofEpochDay)
                .toList();
    }
}
