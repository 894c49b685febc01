package org.triageledger.core.advisory.record;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.triageledger.core.advisory.ArchiveLink;
import org.triageledger.core.advisory.CreditType;
import org.triageledger.core.advisory.Finding;

/**
 * What published records should have. A rule with a first day keeps silent about records published before it: what nobody did then is no
 * fault of now.
 *
 * @param coordinatorSince the first UTC day of publication from which a record names a coordinator
 * @param version4Since the same for a score by CVSS v4
 */
public record RecordRules(LocalDate coordinatorSince, LocalDate version4Since) {
    public static final String NO_COORDINATOR = "no-coordinator";
    public static final String NO_VERSION_4 = "no-cvss-v4";
    public static final String BAD_VECTOR = "bad-cvss-vector";
    public static final String BROKEN_LINK = "broken-link";
    public static final String PULL_AS_ISSUE = "pull-request-as-issue";
    public static final String BRANCHES_UNNAMED = "fixed-versions-not-per-branch";
    public static final String NO_ARCHIVE_LINK = ArchiveLink.RULE;
    public static final String NO_DATE = "published-without-date";

    public static final RecordRules DEFAULT = new RecordRules(LocalDate.of(2024, 7, 1), LocalDate.of(2026, 1, 1));

    private static final Pattern PULL = Pattern.compile("https?://github\\.com/[^/]+/[^/]+/pull/\\d+.*");
    private static final Pattern FINAL = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})\\.0");
    private static final Pattern BRANCH = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(?:\\D.*)?");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+");

    /** Of one record as it stood at the end of a UTC day; in the order of the rules, each rule once for each matter. */
    public List<Finding> of(RecordHistory history, LocalDate asOf) {
        Optional<CveRecord> said = history.on(asOf).map(RecordHistory.Said::record);
        if (said.isEmpty() || said.get().state() != CveRecord.State.PUBLISHED) {
            return List.of();
        }
        CveRecord record = said.get();
        List<Finding> found = new ArrayList<>();
        if (record.published().isEmpty()) {
            found.add(new Finding(
                    NO_DATE,
                    "The record says PUBLISHED and has no datePublished, so it does not count as published.",
                    "Look at cve.org whether the record is there; import it again once it is."));
            return List.copyOf(found);
        }
        Optional<Instant> published = history.published(asOf);
        if (published.isEmpty()) {
            return List.of();
        }
        LocalDate day = LocalDate.ofInstant(published.get(), ZoneOffset.UTC);
        coordinator(record, day).ifPresent(found::add);
        version4(record, day).ifPresent(found::add);
        vectors(record, found);
        links(record, found);
        branches(record, found);
        return List.copyOf(found);
    }

    private Optional<Finding> coordinator(CveRecord record, LocalDate day) {
        boolean named = record.credits().stream()
                .anyMatch(credit -> credit.type() == CreditType.COORDINATOR
                        && !CreditedParty.of(credit.value()).isEmpty());
        return named || day.isBefore(coordinatorSince)
                ? Optional.empty()
                : Optional.of(new Finding(
                        NO_COORDINATOR,
                        "The record names no coordinator.",
                        "Add a credit of the type coordinator to the record, with the GitHub account."));
    }

    private Optional<Finding> version4(CveRecord record, LocalDate day) {
        boolean has = record.scores().stream().anyMatch(score -> score.field().startsWith("4"));
        return has || day.isBefore(version4Since)
                ? Optional.empty()
                : Optional.of(new Finding(
                        NO_VERSION_4,
                        "The record has no score by CVSS v4.",
                        "Add a cvssV4_0 metric with its vector to the record."));
    }

    private static void vectors(CveRecord record, List<Finding> found) {
        record.scores().stream()
                .filter(score -> score.field().startsWith("4") && !VectorForm.isVersion4(score.vector()))
                .findFirst()
                .ifPresent(score -> found.add(new Finding(
                        BAD_VECTOR,
                        score.vector().startsWith("CVSS:3")
                                ? "The cvssV4_0 field holds a vector of CVSS v3."
                                : "The cvssV4_0 field holds no vector of CVSS v4.",
                        "Write a vector that begins with CVSS:4.0/ and has every base metric once.")));
    }

    private static void links(CveRecord record, List<Finding> found) {
        List<CveRecord.Reference> references = record.references();
        references.stream()
                .filter(reference -> isBroken(reference.url()))
                .forEach(reference -> found.add(new Finding(
                        BROKEN_LINK,
                        "A reference is no web address: " + reference.url(),
                        "Correct the address in the record.")));
        references.stream()
                .filter(reference -> reference.isTagged("issue-tracking")
                        && PULL.matcher(reference.url()).matches())
                .forEach(reference -> found.add(new Finding(
                        PULL_AS_ISSUE,
                        "The reference tagged issue-tracking is a pull request: " + reference.url(),
                        "Link the issue, or tag the pull request as patch.")));
        ArchiveLink.missing(
                        record.id(),
                        references.stream()
                                .anyMatch(reference -> reference.isTagged("vendor-advisory")
                                        || reference.url().contains("/archives/list/")))
                .ifPresent(found::add);
    }

    /** Valid by the format is not right: {@code https://https://…} is an address of the host "https". */
    static boolean isBroken(String url) {
        try {
            URI uri = new URI(url.strip());
            String scheme = String.valueOf(uri.getScheme());
            boolean web = scheme.equalsIgnoreCase("https") || scheme.equalsIgnoreCase("http");
            String host = uri.getHost();
            return !web || host == null || !HOST.matcher(host).matches();
        } catch (URISyntaxException e) {
            return true;
        }
    }

    /**
     * A range of affected versions that ends with the first release of a branch (3.15.0) and begins in an older one, while no other range
     * ends in an older one: users of the older branches do not learn which version is fixed. Of products without branches nothing can
     * be said.
     */
    private static void branches(CveRecord record, List<Finding> found) {
        for (CveRecord.Affected product : record.affected()) {
            if (!product.product().equalsIgnoreCase("CPython")) {
                continue;
            }
            List<CveRecord.Range> ranges = product.ranges().stream()
                    .filter(CveRecord.Range::isAffected)
                    .toList();
            ranges.stream()
                    .filter(range -> isFirstRelease(range)
                            && ranges.stream().noneMatch(other -> isEarlier(branch(end(other)), branch(end(range)))))
                    .findFirst()
                    .ifPresent(range -> found.add(new Finding(
                            BRANCHES_UNNAMED,
                            "The record names no fixed version of the branches before " + end(range) + ".",
                            "Name for each affected branch the first version with the fix.")));
        }
    }

    private static boolean isFirstRelease(CveRecord.Range range) {
        return FINAL.matcher(end(range)).matches() && isEarlier(branch(range.from()), branch(end(range)));
    }

    private static String end(CveRecord.Range range) {
        return range.below().orElse("");
    }

    private static boolean isEarlier(Optional<Integer> one, Optional<Integer> other) {
        return one.isPresent() && other.isPresent() && one.get() < other.get();
    }

    /** A number that orders branches; that of 0, from which all versions are meant, is the least. */
    private static Optional<Integer> branch(String version) {
        if (version.equals("0")) {
            return Optional.of(0);
        }
        Matcher numbers = BRANCH.matcher(version);
        return numbers.matches()
                ? Optional.of(Integer.parseInt(numbers.group(1)) * 10_000 + Integer.parseInt(numbers.group(2)))
                : Optional.empty();
    }
}
