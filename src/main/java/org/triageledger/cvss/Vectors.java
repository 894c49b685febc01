package org.triageledger.cvss;

import java.util.Locale;
import org.triageledger.core.advisory.Severity;
import org.triageledger.core.advisory.draft.Scored;
import org.triageledger.core.advisory.draft.VectorReading;
import org.triageledger.core.advisory.record.VectorForm;
import us.springett.cvss.Cvss;
import us.springett.cvss.CvssV4;
import us.springett.cvss.MalformedVectorException;

/** Reads vectors of CVSS v4.0, and scores them by the specification. */
public final class Vectors {
    private static final String EXAMPLE = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:H/SC:N/SI:N/SA:N";
    private static final int LONGEST_QUOTE = 100;

    private Vectors() {}

    /** Blanks around it do not matter, and neither does the order of its metrics. */
    public static VectorReading read(String text) {
        String vector = text.length() > 10 * EXAMPLE.length() ? "-" : text.strip();
        if (vector.isEmpty()) {
            return none("there is no CVSS vector: give one of version 4.0, as in " + EXAMPLE);
        }
        String upper = vector.toUpperCase(Locale.ROOT);
        if (upper.startsWith("CVSS:3") || upper.startsWith("CVSS:2")) {
            return none("the CVSS vector is one of version " + vector.charAt(5)
                    + ": score the vulnerability by version 4.0, whose vectors begin with CVSS:4.0/");
        }
        try {
            return VectorForm.isVersion4(vector) && Cvss.fromVector(vector) instanceof CvssV4 read
                    ? scored(read)
                    : none(
                            "the CVSS vector is none of version 4.0: begin with CVSS:4.0/ and give every base metric once,"
                                    + " as in " + EXAMPLE);
        } catch (MalformedVectorException e) {
            return none("the CVSS vector has a value that version 4.0 does not know (" + reason(e)
                    + "): correct it, as in " + EXAMPLE);
        }
    }

    private static VectorReading scored(CvssV4 read) {
        double score = read.calculateScore().getBaseScore();
        return Severity.ofScore(score)
                .filter(severity -> severity != Severity.NONE)
                .<VectorReading>map(severity -> new Scored(read.getVector(), score, severity))
                .orElseGet(() -> none("the CVSS vector has the score 0.0, and what is announced has an impact:"
                        + " correct VC, VI, VA, SC, SI or SA"));
    }

    private static VectorReading none(String why) {
        return new VectorReading.NoVector(why);
    }

    /** Of the form "Unknown metric: XX"; bounded, since it quotes. */
    private static String reason(MalformedVectorException e) {
        String message = String.valueOf(e.getMessage());
        return message.length() > LONGEST_QUOTE ? message.substring(0, LONGEST_QUOTE) : message;
    }
}
