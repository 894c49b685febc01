package org.triageledger.core.coverage;

import java.util.List;

/**
 * The stretches of time for which the team's mail is known to have been read completely, by whatever source.
 *
 * @param stretches in any order, may overlap or touch
 */
public record Coverage(List<Stretch> stretches) {
    public static final Coverage NONE = new Coverage(List.of());
}
