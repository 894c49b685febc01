package org.triageledger.core.advisory.announcement;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of projects in announcements. */
final class Projects {
    private static final Map<String, String> BY_WORD = Map.of("cpython", "CPython", "python", "CPython", "pip", "pip");
    private static final Map<String, String> BY_REPOSITORY = Map.of("python/cpython", "CPython", "pypa/pip", "pip");

    private static final Pattern KNOWN =
            Pattern.compile("(?<![\\w.-])(cpython|python|pip)(?![\\w-])", Pattern.CASE_INSENSITIVE);
    private static final Pattern FIRST = Pattern.compile(
            "(?:(?:the|a|an) )?[\"'`*_]{0,2}([\\p{L}\\p{N}][\\p{L}\\p{N}._+-]{0,60})", Pattern.CASE_INSENSITIVE);
    private static final Pattern REPOSITORY = Pattern.compile(
            "https?://(?:www\\.)?github\\.com/([\\w.-]{1,100})/([\\w.-]{1,100})(?:[/?#].*)?", Pattern.CASE_INSENSITIVE);

    private Projects() {}

    /** The project that a phrase begins with or names: "CPython up to 3.14.6" is CPython. Empty for an unfilled placeholder. */
    static Optional<String> named(String phrase) {
        Matcher known = KNOWN.matcher(phrase);
        if (known.find()) {
            return Optional.ofNullable(BY_WORD.get(known.group(1).toLowerCase(Locale.ROOT)));
        }
        Matcher first = FIRST.matcher(phrase);
        return first.lookingAt() ? Optional.of(first.group(1)) : Optional.empty();
    }

    /** The project whose repository on GitHub a link leads to. */
    static Optional<String> ofRepository(String url) {
        Matcher repository = REPOSITORY.matcher(url);
        if (!repository.matches()) {
            return Optional.empty();
        }
        String name = repository.group(1) + "/" + repository.group(2);
        return Optional.of(BY_REPOSITORY.getOrDefault(name.toLowerCase(Locale.ROOT), repository.group(2)));
    }

    /** Whether a phrase is a project's name and nothing more. */
    static boolean isName(String phrase) {
        String plain = phrase.strip();
        return BY_WORD.containsKey(plain.toLowerCase(Locale.ROOT))
                || (plain.indexOf(' ') < 0 && plain.indexOf('{') < 0 && plain.indexOf('`') < 0);
    }
}
