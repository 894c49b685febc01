package org.triageledger.work.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is different about a case after something was decided, a sentence for each. */
final class CaseChanges {
    private CaseChanges() {}

    static List<String> between(CaseViews.CaseDetail before, CaseViews.CaseDetail after) {
        List<String> changes = new ArrayList<>();
        compare("step", before.steps(), after.steps(), CaseChanges::step, changes);
        one("coordinator", before.overview().coordinator(), after.overview().coordinator(), changes);
        one("outcome", before.overview().outcome(), after.overview().outcome(), changes);
        one("to be finished by", before.due(), after.due(), changes);
        compare("finding", before.findings(), after.findings(), CaseChanges::finding, changes);
        compare("branch", before.branches(), after.branches(), CaseChanges::branch, changes);
        return List.copyOf(changes);
    }

    private static String step(CaseViews.StepLine step) {
        return step.step() + (step.about() == null ? "" : " " + step.about()) + ": "
                + (step.isExact() ? step.by().toString() : step.from() + " to " + step.by());
    }

    private static String finding(CaseViews.CaseFindingLine finding) {
        return finding.rule() + (finding.about() == null ? "" : " " + finding.about()) + ": " + finding.state();
    }

    private static String branch(CaseViews.BranchLine branch) {
        return branch.branch() + ": " + branch.sentence();
    }

    private static <T> void compare(
            String what, List<T> before, List<T> after, Function<T, String> words, List<String> changes) {
        List<String> old = before.stream().map(words).toList();
        List<String> fresh = after.stream().map(words).toList();
        changes.addAll(Stream.concat(
                        old.stream()
                                .filter(line -> !fresh.contains(line))
                                .map(line -> "no longer " + what + " " + line),
                        fresh.stream().filter(line -> !old.contains(line)).map(line -> what + " " + line))
                .distinct()
                .collect(Collectors.toList()));
    }

    private static void one(String what, @Nullable Object before, @Nullable Object after, List<String> changes) {
        if (!Objects.equals(before, after)) {
            changes.add(what + ": " + (before == null ? "none" : before) + " → " + (after == null ? "none" : after));
        }
    }
}
