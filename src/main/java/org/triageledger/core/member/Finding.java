package org.triageledger.core.member;

import org.triageledger.core.hash.Sha256;

/**
 * Something odd, shown until it is settled: it goes when its cause does, or when a person settles it with a reason.
 *
 * @param code stable, for programs: {@code few-admins}, {@code no-council-seat}, {@code ambiguous-name}, {@code
 *     manager-no-member}, {@code manager-without-branch}, {@code unknown-branch}, {@code role-ended}; those of a {@link Drift}; and
 *     what the service finds about itself, {@code release-cycle-stale}, {@code unreachable}
 * @param sentence for people; the same from day to day while nothing changes
 */
public record Finding(String code, String sentence) {
    private static final int KEY_LENGTH = 16;

    /** By which a person settles it: of this code and sentence alone, so that what has become another matter is shown again. */
    public String key() {
        return Sha256.hex(code + "\n" + sentence).substring(0, KEY_LENGTH);
    }
}
