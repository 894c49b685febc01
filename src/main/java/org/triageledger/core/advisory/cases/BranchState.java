package org.triageledger.core.advisory.cases;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * How far the fix has come in one affected release branch.
 *
 * @param managers as the release cycle names them
 * @param fixedIn the version from which on the record says that the branch is not affected
 * @param told when a release manager knew of it
 * @param merged when somebody says that the fix was merged; else, between the beginning of the case and the release with it
 * @param released when a version with the fix was released
 * @param planned the day of the next release, where the fix is not released and one is planned
 * @param differs why the record contradicts the release, if it does
 * @param known whether anybody can tell what was released
 * @param sentence how it stands, for people
 */
public record BranchState(
        String branch,
        List<String> managers,
        Optional<String> fixedIn,
        Optional<Taken> told,
        Optional<Taken> merged,
        Optional<Taken> released,
        Optional<LocalDate> planned,
        Optional<String> differs,
        boolean known,
        String sentence) {
    public BranchState {
        managers = List.copyOf(managers);
    }
}
