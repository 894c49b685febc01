package org.triageledger.core.advisory.draft;

import org.triageledger.core.advisory.Severity;

/**
 * A vector of CVSS v4.0 with what it is worth.
 *
 * @param vector with its metrics in the order of the specification
 * @param score from 0.1 to 10.0
 */
public record Scored(String vector, double score, Severity severity) implements VectorReading {}
