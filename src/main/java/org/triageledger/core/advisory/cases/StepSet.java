package org.triageledger.core.advisory.cases;

import java.time.Instant;
import java.util.Optional;

/**
 * A person said when a step was taken.
 *
 * @param anchor of something in the case, by {@link Case#anchors()}: the step stays with it whatever the case becomes
 * @param about what it is told of, by {@link Step#about()}
 * @param when the step was taken
 * @param by who said so
 * @param decision the number of the entry in the audit log
 */
public record StepSet(
        String anchor, Step step, Optional<String> about, Instant when, String by, String reason, long decision) {}
