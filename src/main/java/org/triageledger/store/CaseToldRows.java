package org.triageledger.store;

import java.time.LocalDate;
import java.util.List;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.HQL;

/** Rows of {@link CaseToldEntity}. */
interface CaseToldRows {
    StatelessSession session();

    @HQL("select about from CaseToldEntity where person = :person")
    List<String> told(String person);

    @HQL("select about from CaseToldEntity where person = :person and day = :day")
    List<String> told(String person, LocalDate day);
}
