package org.triageledger.work.facts;

import java.util.List;

/** Answers about policies, as programs and pages see them. */
public final class PolicyViews {
    private PolicyViews() {}

    /** @param inForce the one that is used where none is asked for, with its readings */
    public record Policies(String inForce, List<PolicyLine> policies) {}

    /**
     * @param policy with its readings, as it is asked for
     * @param source the text that it is a reading of
     * @param readings by which it can be read another way
     */
    public record PolicyLine(
            String policy, int version, String source, List<PolicyRule> rules, List<PolicyReading> readings) {}

    public record PolicyRule(String question, String answer) {}

    public record PolicyReading(String name, String meaning) {}
}
