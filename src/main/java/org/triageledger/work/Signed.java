package org.triageledger.work;

import org.triageledger.core.mail.HiddenCharacters;

/** Who decides, and why; both stand in the record for ever, so neither may hold report content. */
public record Signed(String by, String reason) {
    /** Of nobody: stands for the one who decides while somebody only looks. */
    public static final Signed PREVIEW = new Signed("(preview)", "preview");

    public Signed {
        if (by.isBlank() || reason.isBlank() || by.length() > 100 || reason.length() > 1000) {
            throw new Refusal("say who decides (up to 100 characters) and why (up to 1,000)");
        }
        HiddenCharacters.inLine(by).or(() -> HiddenCharacters.inText(reason)).ifPresent(hidden -> {
            throw new Refusal("in who decides or why, " + hidden.complaint());
        });
    }

    public boolean isPreview() {
        return by.equals(PREVIEW.by);
    }
}
