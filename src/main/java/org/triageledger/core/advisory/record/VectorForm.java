package org.triageledger.core.advisory.record;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The form of CVSS v4.0 vectors: what every one of them has (CVSS v4.0 Specification Document, section 7). */
public final class VectorForm {
    private static final String BEGINNING = "CVSS:4.0/";
    private static final Pattern METRIC = Pattern.compile("([A-Z]{1,3}):([A-Za-z]{1,6})");
    private static final int LONGEST = 400;
    private static final List<String> MANDATORY =
            List.of("AV", "AC", "AT", "PR", "UI", "VC", "VI", "VA", "SC", "SI", "SA");

    private VectorForm() {}

    /** Whether it begins as one of version 4.0, and has each mandatory metric, and none twice. */
    public static boolean isVersion4(String vector) {
        if (!vector.startsWith(BEGINNING) || vector.length() > LONGEST) {
            return false;
        }
        Set<String> metrics = new HashSet<>();
        for (String part : vector.substring(BEGINNING.length()).split("/", -1)) {
            if (!METRIC.matcher(part).matches() || !metrics.add(part.substring(0, part.indexOf(':')))) {
                return false;
            }
        }
        return metrics.containsAll(MANDATORY);
    }
}
