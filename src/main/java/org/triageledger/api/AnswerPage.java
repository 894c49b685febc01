package org.triageledger.api;

import java.lang.reflect.RecordComponent;
import java.util.List;

/**
 * An answer whose lists were cut to one page, before anything of the rest is written or even made.
 *
 * @param longest how many elements the longest of its lists had
 */
record AnswerPage(Record answer, int longest) {
    /** @param fields the names of the lists, which all are components of the record */
    static AnswerPage of(Record whole, List<String> fields, PagedLists.Part part) {
        RecordComponent[] components = whole.getClass().getRecordComponents();
        Object[] values = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        int longest = 0;
        try {
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                components[i].getAccessor().setAccessible(true);
                Object value = components[i].getAccessor().invoke(whole);
                if (fields.contains(components[i].getName()) && value instanceof List<?> all) {
                    longest = Math.max(longest, all.size());
                    value = all.subList(part.from(all.size()), part.to(all.size()));
                }
                values[i] = value;
            }
            var constructor = whole.getClass().getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return new AnswerPage(constructor.newInstance(values), longest);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("every record has accessors and a canonical constructor", e);
        }
    }
}
