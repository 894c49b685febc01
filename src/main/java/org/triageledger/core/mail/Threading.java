package org.triageledger.core.mail;

import java.util.List;

/**
 * The threads, and what a person should decide about them.
 *
 * @param threads in order of their first arrival
 * @param questions in order of arrival of the messages that raise them
 */
public record Threading(List<MessageThread> threads, List<Question> questions) {
    /**
     * Threads that may belong together, which nobody but a person joins.
     *
     * @param messageKey of the message that raises it
     * @param threads keys of the first messages of the threads it could join, the thread it stands in first
     */
    public record Question(Kind kind, String messageKey, List<String> threads) {
        public enum Kind implements Named {
            /** Its References, or its own id, name mail of several threads, each with a beginning of its own. */
            NAMES_SEVERAL_THREADS,
            /** A reply without references whose subject fits several threads. */
            SUBJECT_FITS_SEVERAL,
            /** A reply without references whose subject fits one thread, and nothing else says that it belongs there. */
            SUBJECT_ALONE_FITS;
        }
    }

    /** What a person decided: the threads in which these two messages stand are one. */
    public record Joining(String oneKey, String otherKey) {}
}
