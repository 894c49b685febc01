package org.triageledger.core.advisory.ghsa;

import java.time.Instant;

/**
 * A look at all advisories of a repository.
 *
 * @param repository {@code owner/name} in lower case
 * @param complete whether it was read to its end, and nothing that had been there before was missing
 */
public record Poll(String repository, Instant at, boolean complete) {}
