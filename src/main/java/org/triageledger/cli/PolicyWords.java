package org.triageledger.cli;

import java.util.Iterator;
import java.util.List;
import org.triageledger.core.eligibility.Policy;
import org.triageledger.core.eligibility.Readings;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Policies and readings as the command line names them: one that there is none of is wrong usage, told before anything starts. */
final class PolicyWords {
    private PolicyWords() {}

    /** A policy, with readings behind it or without: {@code seed-2024+since-last-report}. */
    static final class Name implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            List<String> words = List.of(text.split("\\+", -1));
            if (Policy.named(words.getFirst()).isEmpty()) {
                throw new TypeConversionException(
                        "there is no policy '" + words.getFirst() + "': choose " + String.join(" or ", Policy.names()));
            }
            words.subList(1, words.size()).forEach(PolicyWords::reading);
            return text;
        }
    }

    static final class Reading implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            return reading(text);
        }
    }

    /** For the help. */
    static final class ReadingNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Readings.names().iterator();
        }
    }

    private static String reading(String word) {
        if (!Readings.names().contains(word)) {
            throw new TypeConversionException(
                    "there is no reading '" + word + "': choose " + String.join(", ", Readings.names()));
        }
        return word;
    }
}
