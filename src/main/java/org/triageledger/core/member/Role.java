package org.triageledger.core.member;

import java.util.Optional;
import org.triageledger.core.mail.Named;

/**
 * A role somebody holds for a stretch of days.
 *
 * @param branch the release branch ({@code 3.14}) for a release manager or expert; without one, the stretch alone decides
 * @param reason why, where a person set it by hand
 */
public record Role(Kind kind, Optional<String> branch, Dated when, Optional<String> reason) {
    public enum Kind implements Named {
        ADMIN,
        RELEASE_MANAGER,
        EXPERT,
        STEERING_COUNCIL;
    }
}
