package org.triageledger.work.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers about settings, as programs and pages see them. */
public final class SettingViews {
    private SettingViews() {}

    public record Settings(List<SettingLine> settings) {}

    /**
     * One setting.
     *
     * @param value null where it is not set, and of a secret always
     * @param place where the value comes from: {@code settings-file}, {@code environment}, {@code command-line}, {@code default}, or
     *     {@code not-set}
     */
    public record SettingLine(String name, @Nullable String value, String place) {}
}
