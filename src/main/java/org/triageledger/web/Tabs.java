package org.triageledger.web;

import jakarta.enterprise.context.ApplicationScoped;
import org.triageledger.work.queries.Viewer;

/** Makes the part of the site that the pages about reviews stand in. */
@ApplicationScoped
class Tabs {
    private final Viewer viewer;

    Tabs(Viewer viewer) {
        this.viewer = viewer;
    }

    ReviewPages.Area of(String here) {
        return new ReviewPages.Area(here, viewer.seesEverybody(), viewer.seesSources(), viewer.runsReviews());
    }
}
