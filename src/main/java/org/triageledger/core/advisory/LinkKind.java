package org.triageledger.core.advisory;

import org.triageledger.core.mail.Named;

/** What a link of an advisory or of a CVE record leads to. */
public enum LinkKind implements Named {
    /** A CVE record at cve.org, or its copy at the NVD. */
    RECORD,
    /** A pull request on GitHub. */
    PULL,
    /** An issue on GitHub or on bugs.python.org. */
    ISSUE,
    /** A commit on GitHub. */
    COMMIT,
    /** A mail in the archive of a list. */
    ARCHIVE,
    OTHER;
}
