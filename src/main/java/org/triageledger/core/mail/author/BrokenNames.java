package org.triageledger.core.mail.author;

/**
 * Names in which a list server lost letters: Mailman writes U+FFFD for each byte or letter that it cannot read. A run of them stands
 * for as many letters or fewer, but for one at least.
 */
final class BrokenNames {
    private static final char LOST = '\ufffd';
    private static final int LONGEST = 100;
    private static final int LEAST_KEPT = 4;

    private BrokenNames() {}

    /** Whether one name can be the other, of which letters are lost; false where none are. */
    static boolean same(String one, String other) {
        boolean lost = one.indexOf(LOST) >= 0 || other.indexOf(LOST) >= 0;
        return lost
                && one.length() <= LONGEST
                && other.length() <= LONGEST
                && (isReading(one, other) || isReading(other, one));
    }

    /** Whether enough letters are left to tell a name by. */
    static boolean tell(String name) {
        return name.chars().filter(Character::isLetter).count() >= LEAST_KEPT;
    }

    /** In time of the product of both lengths; a lost letter matches one of any kind but a blank, or nothing behind another. */
    private static boolean isReading(String broken, String whole) {
        boolean[] ends = new boolean[whole.length() + 1];
        ends[0] = true;
        for (int i = 0; i < broken.length(); i++) {
            char c = broken.charAt(i);
            boolean more = c == LOST && i > 0 && broken.charAt(i - 1) == LOST;
            boolean[] next = new boolean[whole.length() + 1];
            for (int j = 0; j <= whole.length(); j++) {
                boolean stays = more && ends[j];
                boolean takes =
                        j > 0 && ends[j - 1] && (c == LOST ? whole.charAt(j - 1) != ' ' : c == whole.charAt(j - 1));
                next[j] = stays || takes;
            }
            ends = next;
        }
        return ends[whole.length()];
    }
}
