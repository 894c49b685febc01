package org.triageledger.core.mail;

import java.util.List;

/** Compares lists by their objects: what is derived from thousands of messages is another object wherever anything about it changed. */
public final class SameObjects {
    private SameObjects() {}

    /** Whether two lists hold the very same objects, in the same order. */
    public static boolean in(List<?> some, List<?> others) {
        if (some.size() != others.size()) {
            return false;
        }
        for (int at = 0; at < some.size(); at++) {
            if (some.get(at) != others.get(at)) {
                return false;
            }
        }
        return true;
    }
}
