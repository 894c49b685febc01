package org.triageledger.work.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Which word was probably meant by one that is unknown. */
public final class NearWords {
    private NearWords() {}

    /** The known word that is written most like this one, if one is written nearly so. */
    public static Optional<String> near(String word, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt((String each) -> distance(each, word))
                        .thenComparing(each -> each))
                .filter(each -> distance(each, word) <= Math.max(2, word.length() / 8)
                        && distance(each, word) < Math.max(each.length(), word.length()) - 1);
    }

    /** How many letters have to be put in, left out, changed or swapped with the next (optimal string alignment). */
    private static int distance(String one, String other) {
        int[][] rows = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    rows[i][j] = i + j;
                    continue;
                }
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                rows[i][j] = Math.min(rows[i - 1][j - 1] + change, Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
                }
            }
        }
        return rows[one.length()][other.length()];
    }
}
