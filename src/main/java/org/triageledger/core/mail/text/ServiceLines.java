package org.triageledger.core.mail.text;

import java.util.List;
import java.util.regex.Pattern;

/** Lines that GitHub writes into a notification about what somebody did; words of that person stand beside them, if there are any. */
public final class ServiceLines {
    private static final int LONGEST = 1_000;

    private static final Pattern SENTENCE = Pattern.compile(
            "(?:Merged|Closed|Reopened|Assigned|Unassigned|Locked|Unlocked) #\\d+(?: (?:into|to|via|as|from|in) \\S.{0,200}?)?\\.?"
                    + "|(?:Merged|Closed|Reopened|Published|Accepted|Withdrew) (?:this )?(?:issue|pull request|advisory|discussion|report)\\b.{0,200}"
                    + "|@?\\S+ (?:approved|commented on|requested changes on|closed|reopened|merged|published|accepted|withdrew|edited|opened|converted|locked) this"
                    + " (?:issue|pull request|advisory|security advisory|discussion|draft|report)\\b.{0,100}"
                    + "|@?\\S+ (?:force-)?pushed (?:\\d+|one|some|new) commits?\\b.{0,100}"
                    + "|@?\\S+ requested (?:your review|review from \\S.{0,200}) on:? ?.{0,300}"
                    + "|@?\\S+ (?:added|removed) (?:the )?\\S.{0,100} labels?\\b.{0,50}"
                    + "|[\\w.-]+/[\\w.-]+#\\d+(?: .{0,300})?"
                    + "|[0-9a-f]{7,40}\\s.{0,300}");

    private ServiceLines() {}

    /** How many of the lines are somebody's own. */
    public static int own(List<String> lines) {
        return (int) lines.stream()
                .map(String::strip)
                .filter(line ->
                        line.length() > LONGEST || !SENTENCE.matcher(line).matches())
                .count();
    }
}
