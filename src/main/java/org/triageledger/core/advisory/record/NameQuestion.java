package org.triageledger.core.advisory.record;

import java.util.List;
import java.util.SortedSet;
import org.triageledger.core.advisory.CveId;
import org.triageledger.core.mail.Named;

/**
 * Who a credit of CVE records means. It is asked once for all records that write it so.
 *
 * @param key by which it is answered, {@link CreditedParty#key()}
 * @param shown as a record writes it
 * @param candidates ids of people in the roster, sorted
 * @param records in which it stands as work that counts
 */
public record NameQuestion(String key, String shown, SortedSet<String> candidates, Reason reason, List<CveId> records) {
    /** Why a person is asked. */
    public enum Reason implements Named {
        /** A name without an account. */
        NAME_ALONE("a name without a GitHub account"),
        /** A name that several people bear. */
        NAME_OF_SEVERAL("several people bear this name"),
        /** A name that may be another spelling of one in the roster, or an account without its address. */
        SIMILAR_NAME("it may be another spelling of a name in the roster"),
        /** Somebody of that name has another account in the roster, or none. */
        OTHER_ACCOUNT("the account is not the one that the roster gives to this name"),
        /** The account is one person's and the name another's. */
        NAME_OF_ANOTHER("the name and the account belong to different people"),
        /** It names several accounts. */
        SEVERAL_ACCOUNTS("it names several accounts");

        private final String sentence;

        Reason(String sentence) {
            this.sentence = sentence;
        }

        /** For people. */
        public String sentence() {
            return sentence;
        }
    }

    /** Whether the record says clearly enough whose work it is, so that only the person has to be confirmed. */
    public boolean isClear() {
        return candidates.size() == 1 && (reason == Reason.NAME_ALONE || reason == Reason.OTHER_ACCOUNT);
    }
}
