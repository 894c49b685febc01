package org.triageledger.core.advisory.draft;

/** What a text is that should be a vector of CVSS v4.0. */
public sealed interface VectorReading permits Scored, VectorReading.NoVector {
    /** @param why what is wrong with it, and what to do; one line */
    record NoVector(String why) implements VectorReading {}
}
