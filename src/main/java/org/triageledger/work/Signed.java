package org.triageledger.work;

import org.jspecify.annotations.Nullable;
import org.triageledger.core.mail.HiddenCharacters;

/** Who decides, and why; both stand in the record for ever, so neither may hold report content. */
public record Signed(String by, String reason) {
    /** Of nobody: stands for the one who decides while somebody only looks. */
    public static final Signed PREVIEW = new Signed("(preview)", "preview");

    public Signed {
        if (by.isBlank() || by.length() > 100) {
            throw new Refusal("say who decides, in up to 100 characters").at("by");
        }
        if (reason.isBlank() || reason.length() > 1000) {
            throw new Refusal("say why, in up to 1,000 characters").at("reason");
        }
        HiddenCharacters.inLine(by).or(() -> HiddenCharacters.inText(reason)).ifPresent(hidden -> {
            throw new Refusal("in who decides or why, " + hidden.complaint()).at("reason");
        });
    }

    /**
     * The reason of an act that needs none, or whose own rule asks for it: at most as long as any other, and without hidden characters.
     *
     * @throws Refusal where it is longer
     */
    public static String why(@Nullable String reason) {
        String why = reason == null ? "" : reason.strip();
        if (why.length() > 1000) {
            throw new Refusal("say why in up to 1,000 characters").at("reason");
        }
        HiddenCharacters.inText(why).ifPresent(hidden -> {
            throw new Refusal("in why, " + hidden.complaint()).at("reason");
        });
        return why;
    }

    public boolean isPreview() {
        return by.equals(PREVIEW.by);
    }
}
