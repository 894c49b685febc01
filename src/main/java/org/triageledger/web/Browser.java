package org.triageledger.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which browser somebody uses, in words that its user knows: a few known ones alone, and nothing of what was sent. */
final class Browser {
    /** By the first mark that is found: most browsers also name those that they descend from. */
    private static final Map<String, String> FAMILIES = inOrder(
            "edg",
            "Edge",
            "opr/",
            "Opera",
            "samsungbrowser",
            "Samsung Internet",
            "firefox",
            "Firefox",
            "fxios",
            "Firefox",
            "headlesschrome",
            "Chrome",
            "chromium",
            "Chromium",
            "crios",
            "Chrome",
            "chrome",
            "Chrome",
            "safari",
            "Safari",
            "curl/",
            "curl",
            "python",
            "A Python program",
            "java",
            "A Java program");

    private static final Map<String, String> SYSTEMS = inOrder(
            "android",
            "Android",
            "iphone",
            "iPhone",
            "ipad",
            "iPad",
            "windows",
            "Windows",
            "macintosh",
            "macOS",
            "cros",
            "ChromeOS",
            "linux",
            "Linux");

    private static final int LOOKED_AT = 500;

    private Browser() {}

    /** As in {@code Firefox on Linux}. */
    static String of(@Nullable String userAgent) {
        String text = userAgent == null
                ? ""
                : userAgent
                        .substring(0, Math.min(LOOKED_AT, userAgent.length()))
                        .toLowerCase(java.util.Locale.ROOT);
        String family = first(FAMILIES, text);
        String system = first(SYSTEMS, text);
        return (family.isEmpty() ? "Another browser" : family) + (system.isEmpty() ? "" : " on " + system);
    }

    private static String first(Map<String, String> marks, String text) {
        return marks.entrySet().stream()
                .filter(mark -> text.contains(mark.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    private static Map<String, String> inOrder(String... pairs) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
