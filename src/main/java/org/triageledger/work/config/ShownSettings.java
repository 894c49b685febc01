package org.triageledger.work.config;

import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/** Every setting of the ledger with its value and where it comes from, for people to look at. Of a secret only whether it is set. */
@ApplicationScoped
public class ShownSettings {
    private static final Pattern ANY_NAME = Pattern.compile("\\*");

    private final SmallRyeConfig config;

    ShownSettings(Config config) {
        this.config = config.unwrap(SmallRyeConfig.class);
    }

    /** All of them by name; those of a mailbox or repository once for each that is configured. */
    public SettingViews.Settings all() {
        Set<String> given = new TreeSet<>();
        StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(name -> name.startsWith("ledger."))
                .forEach(given::add);
        Map<String, SettingViews.SettingLine> lines = new TreeMap<>();
        ConfigClass.configClass(LedgerConfig.class).getProperties().keySet().stream()
                .flatMap(name -> concrete(name, given))
                .forEach(name -> lines.put(name, line(name)));
        return new SettingViews.Settings(List.copyOf(lines.values()));
    }

    /** The settings that a name with an asterisk stands for: one for each name that is used at its place. */
    private static Stream<String> concrete(String name, Set<String> given) {
        String plain = name.endsWith("[*]") ? name.substring(0, name.length() - 3) : name;
        if (!plain.contains("*")) {
            return Stream.of(plain);
        }
        String before = plain.substring(0, plain.indexOf('*'));
        Pattern part = Pattern.compile(Pattern.quote(before) + "(\"[^\"]*\"|[^.]*)\\..*");
        return given.stream()
                .map(part::matcher)
                .filter(java.util.regex.Matcher::matches)
                .map(match -> match.group(1))
                .distinct()
                .map(value -> ANY_NAME.matcher(plain).replaceFirst(java.util.regex.Matcher.quoteReplacement(value)));
    }

    private SettingViews.SettingLine line(String name) {
        ConfigValue value = config.getConfigValue(name);
        @Nullable String text = value.getValue();
        if (text == null || text.isEmpty()) {
            return new SettingViews.SettingLine(name, null, "not-set");
        }
        return new SettingViews.SettingLine(name, isSecret(name) ? null : text, place(value));
    }

    /** A secret's value is never shown; the name of a file that holds one is no secret. */
    static boolean isSecret(String name) {
        String last = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        // the address of a webhook often holds what lets one post to it
        return name.startsWith("ledger.webhooks.") && last.equals("url")
                || !last.endsWith("-file")
                        && Stream.of("password", "secret", "token", "key").anyMatch(last::endsWith);
    }

    private static String place(ConfigValue value) {
        String source = String.valueOf(value.getConfigSourceName());
        if (source.contains("Env")) {
            return "environment";
        }
        if (source.contains("SysProp")) {
            return "command-line";
        }
        return source.contains("file:") && !source.contains("!") ? "settings-file" : "default";
    }
}
