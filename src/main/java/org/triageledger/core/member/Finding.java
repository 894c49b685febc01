package org.triageledger.core.member;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Something odd, shown until it is settled: it goes when its cause does, or when a person settles it with a reason.
 *
 * @param code stable, for programs: {@code few-admins}, {@code no-council-seat}, {@code ambiguous-name}, {@code
 *     manager-no-member}, {@code manager-without-branch}, {@code unknown-branch}, {@code role-ended}; those of a {@link Drift}; and
 *     what the service finds about itself, {@code release-cycle-stale}, {@code unreachable}
 * @param sentence for people; the same from day to day while nothing changes
 */
public record Finding(String code, String sentence) {
    private static final int KEY_BYTES = 8;

    /** By which a person settles it: of this code and sentence alone, so that what has become another matter is shown anew. */
    public String key() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((code + "\n" + sentence).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, KEY_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
