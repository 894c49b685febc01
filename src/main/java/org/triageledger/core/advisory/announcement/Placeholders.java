package org.triageledger.core.advisory.announcement;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Places of the template that nobody filled in: {@code {project}}, {@code CVE-YYYY-NNNN}. Code is not looked at. */
final class Placeholders {
    private static final int MOST = 20;

    private static final Pattern UNFILLED = Pattern.compile(
            "(?<![\\p{Alnum}_$%\"'`{(\\[=.])\\{[A-Za-z][A-Za-z0-9 _|/-]{0,60}\\}(?![\\p{Alnum}_\"'`}(\\[])"
                    + "|\\bCVE-(?:YYYY|XXXX|\\d{4})-(?:N{2,19}|X{2,19})(?![A-Za-z0-9])"
                    + "|\\bCVE-YYYY-\\d{4,19}"
                    + "|<(?:project|title|description|severity|cve(?:[ -]?id)?|link|url|pull request|pr)>");

    /** In the subject braces mean nothing else, whatever stands before or after them. */
    private static final Pattern IN_BRACKETS = Pattern.compile("[(\\[]\\{[A-Za-z][A-Za-z0-9 _|/-]{0,60}\\}[)\\]]");

    /** Part of a link. */
    private static final Pattern IN_LINK = Pattern.compile(
            "https?://[^\\s<>\"]{0,400}?(\\{[A-Za-z][A-Za-z0-9 _|/-]{0,60}\\})", Pattern.CASE_INSENSITIVE);

    private static final Pattern INLINE_CODE = Pattern.compile("`[^`\\n]{0,400}`");

    private Placeholders() {}

    static List<String> in(String text) {
        Set<String> found = new LinkedHashSet<>();
        String prose = INLINE_CODE.matcher(prose(text)).replaceAll("``");
        collect(UNFILLED.matcher(prose), 0, found);
        collect(IN_BRACKETS.matcher(prose), 0, found);
        collect(IN_LINK.matcher(prose), 1, found);
        return List.copyOf(found);
    }

    private static void collect(Matcher matcher, int group, Set<String> found) {
        while (matcher.find() && found.size() < MOST) {
            found.add(matcher.group(group));
        }
    }

    /** Without fenced and indented code, and without patches. */
    private static String prose(String text) {
        StringBuilder prose = new StringBuilder(text.length());
        boolean fenced = false;
        for (String line : text.split("\n", -1)) {
            if (line.strip().startsWith("```")) {
                fenced = !fenced;
            } else if (!fenced
                    && !line.startsWith("    ")
                    && !line.startsWith("\t")
                    && !line.startsWith("+")
                    && !line.startsWith("@@")) {
                prose.append(line).append('\n');
            }
        }
        return prose.toString();
    }
}
