package org.triageledger.cli;

import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Callable;
import org.triageledger.work.config.SettingList;
import org.triageledger.work.config.SettingViews;
import org.triageledger.work.config.ShownSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "settings",
        mixinStandardHelpOptions = true,
        description = "Every setting, its value, and where it comes from; of a secret only whether it is set.")
@ReadsOnly
final class SettingsCommand implements Callable<Integer> {
    @Mixin
    ListOptions list = new ListOptions();

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; table without it.")
    Format format = Format.table;

    @Inject
    ShownSettings settings;

    @Inject
    Printer printer;

    @Override
    public Integer call() {
        SettingViews.Settings all = new SettingViews.Settings(
                list.of(SettingList.RULES, settings.all().settings()));
        format.write(
                printer,
                all,
                List.of("setting", "value", "from"),
                all.settings().stream()
                        .map(line -> Lists.of(
                                line.name(),
                                line.value() == null && !line.place().equals("not-set")
                                        ? "(set, not shown)"
                                        : line.value(),
                                line.place()))
                        .toList(),
                list.none("There are no settings."));
        return 0;
    }
}
